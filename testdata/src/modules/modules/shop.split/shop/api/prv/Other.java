package shop.api.prv;

class Other { }
