// SPDX-License-Identifier: MIT
import java.io.File;
import java.util.Collection;
import org.graalvm.visualvm.lib.jfluid.heap.*;

/** Opens a heap dump with VisualVM's library (org-graalvm-visualvm-lib-jfluid-heap.jar) and prints what it sees. */
public class HprofRead {
    public static void main(String[] args) throws Exception {
        Heap heap = HeapFactory.createHeap(new File(args[0]));
        HeapSummary s = heap.getSummary();
        System.out.println("instances " + s.getTotalLiveInstances() + ", bytes " + s.getTotalLiveBytes());
        System.out.println("classes " + heap.getAllClasses().size() + ", roots " + heap.getGCRoots().size());
        long strings = 0, values = 0;
        JavaClass string = heap.getJavaClassByName("java.lang.String");
        for (Object o : string.getInstances()) {
            strings++;
            if (((Instance) o).getValueOfField("value") instanceof Instance) values++;
        }
        System.out.println("strings " + strings + ", with values " + values);
        JavaClass thread = heap.getJavaClassByName("java.lang.Thread");
        for (Object o : thread.getInstances()) {
            Instance t = (Instance) o;
            System.out.println("thread with name: " + (t.getValueOfField("name") instanceof Instance) + ", nearest root: " + (t.getNearestGCRootPointer() != null));
        }
        System.out.println("retained by Class " + (heap.getJavaClassByName("java.lang.Class").getRetainedSizeByClass() > 0));
    }
}
