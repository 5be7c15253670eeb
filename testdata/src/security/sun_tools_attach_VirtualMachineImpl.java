/** Deny defines it as sun.tools.attach.VirtualMachineImpl: a native method of a library of the JRE, here without jdk.attach. */
public class sun_tools_attach_VirtualMachineImpl {
    static native int socket() throws java.io.IOException;

    public static void run() throws java.io.IOException {
        System.load(System.getProperty("java.home") + "/lib/libattach.so");
        if (socket() < 0) throw new java.io.IOException();
    }
}
