/** Has a package that shop.api has too. */
module shop.split { }
