/** Deny defines it as sun.misc.Made. */
public class sun_misc_Made { }
