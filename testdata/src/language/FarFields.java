/** Fields so far behind that an access through null does not hit the first page. */
public class FarFields {
    static class Wide {
        long f0, g0, h0, i0, j0, k0;
        long f1, g1, h1, i1, j1, k1;
        long f2, g2, h2, i2, j2, k2;
        long f3, g3, h3, i3, j3, k3;
        long f4, g4, h4, i4, j4, k4;
        long f5, g5, h5, i5, j5, k5;
        long f6, g6, h6, i6, j6, k6;
        long f7, g7, h7, i7, j7, k7;
        long f8, g8, h8, i8, j8, k8;
        long f9, g9, h9, i9, j9, k9;
        long f10, g10, h10, i10, j10, k10;
        long f11, g11, h11, i11, j11, k11;
        long f12, g12, h12, i12, j12, k12;
        long f13, g13, h13, i13, j13, k13;
        long f14, g14, h14, i14, j14, k14;
        long f15, g15, h15, i15, j15, k15;
        long f16, g16, h16, i16, j16, k16;
        long f17, g17, h17, i17, j17, k17;
        long f18, g18, h18, i18, j18, k18;
        long f19, g19, h19, i19, j19, k19;
        long f20, g20, h20, i20, j20, k20;
        long f21, g21, h21, i21, j21, k21;
        long f22, g22, h22, i22, j22, k22;
        long f23, g23, h23, i23, j23, k23;
        long f24, g24, h24, i24, j24, k24;
        long f25, g25, h25, i25, j25, k25;
        long f26, g26, h26, i26, j26, k26;
        long f27, g27, h27, i27, j27, k27;
        long f28, g28, h28, i28, j28, k28;
        long f29, g29, h29, i29, j29, k29;
        long f30, g30, h30, i30, j30, k30;
        long f31, g31, h31, i31, j31, k31;
        long f32, g32, h32, i32, j32, k32;
        long f33, g33, h33, i33, j33, k33;
        long f34, g34, h34, i34, j34, k34;
        long f35, g35, h35, i35, j35, k35;
        long f36, g36, h36, i36, j36, k36;
        long f37, g37, h37, i37, j37, k37;
        long f38, g38, h38, i38, j38, k38;
        long f39, g39, h39, i39, j39, k39;
        long f40, g40, h40, i40, j40, k40;
        long f41, g41, h41, i41, j41, k41;
        long f42, g42, h42, i42, j42, k42;
        long f43, g43, h43, i43, j43, k43;
        long f44, g44, h44, i44, j44, k44;
        long f45, g45, h45, i45, j45, k45;
        long f46, g46, h46, i46, j46, k46;
        long f47, g47, h47, i47, j47, k47;
        long f48, g48, h48, i48, j48, k48;
        long f49, g49, h49, i49, j49, k49;
        long f50, g50, h50, i50, j50, k50;
        long f51, g51, h51, i51, j51, k51;
        long f52, g52, h52, i52, j52, k52;
        long f53, g53, h53, i53, j53, k53;
        long f54, g54, h54, i54, j54, k54;
        long f55, g55, h55, i55, j55, k55;
        long f56, g56, h56, i56, j56, k56;
        long f57, g57, h57, i57, j57, k57;
        long f58, g58, h58, i58, j58, k58;
        long f59, g59, h59, i59, j59, k59;
        long f60, g60, h60, i60, j60, k60;
        long f61, g61, h61, i61, j61, k61;
        long f62, g62, h62, i62, j62, k62;
        long f63, g63, h63, i63, j63, k63;
        long f64, g64, h64, i64, j64, k64;
        long f65, g65, h65, i65, j65, k65;
        long f66, g66, h66, i66, j66, k66;
        long f67, g67, h67, i67, j67, k67;
        long f68, g68, h68, i68, j68, k68;
        long f69, g69, h69, i69, j69, k69;
        long f70, g70, h70, i70, j70, k70;
        long f71, g71, h71, i71, j71, k71;
        long f72, g72, h72, i72, j72, k72;
        long f73, g73, h73, i73, j73, k73;
        long f74, g74, h74, i74, j74, k74;
        long f75, g75, h75, i75, j75, k75;
        long f76, g76, h76, i76, j76, k76;
        long f77, g77, h77, i77, j77, k77;
        long f78, g78, h78, i78, j78, k78;
        long f79, g79, h79, i79, j79, k79;
        long f80, g80, h80, i80, j80, k80;
        long f81, g81, h81, i81, j81, k81;
        long f82, g82, h82, i82, j82, k82;
        long f83, g83, h83, i83, j83, k83;
        long f84, g84, h84, i84, j84, k84;
        long f85, g85, h85, i85, j85, k85;
        long f86, g86, h86, i86, j86, k86;
        long f87, g87, h87, i87, j87, k87;
        long f88, g88, h88, i88, j88, k88;
        long f89, g89, h89, i89, j89, k89;
        long f90, g90, h90, i90, j90, k90;
        long f91, g91, h91, i91, j91, k91;
        long f92, g92, h92, i92, j92, k92;
        long f93, g93, h93, i93, j93, k93;
        long f94, g94, h94, i94, j94, k94;
        long f95, g95, h95, i95, j95, k95;
        long f96, g96, h96, i96, j96, k96;
        long f97, g97, h97, i97, j97, k97;
        long f98, g98, h98, i98, j98, k98;
        long f99, g99, h99, i99, j99, k99;
        int last;
        Object reference;
        volatile Object shared;
        double number;
    }

    interface Access {
        void on(Wide w);
    }

    static void report(String what, Access access, Wide w) {
        String result = "done";
        for (int i = 0; i < 3000; i++) {
            Wide target = i == 2999 ? w : new Wide();
            try {
                access.on(target);
            } catch (NullPointerException e) {
                result = e.getMessage();
            }
        }
        System.out.println(what + ": " + result);
    }

    public static void main(String[] args) {
        for (Wide w : new Wide[] {new Wide(), null}) {
            report("put int", x -> x.last = 1, w);
            report("put reference", x -> x.reference = "a", w);
            report("put null", x -> x.reference = null, w);
            report("put volatile", x -> x.shared = "a", w);
            report("put double", x -> x.number = 1, w);
            report("get int", x -> System.identityHashCode(x.last), w);
            report("get reference", x -> System.identityHashCode(x.reference), w);
            report("get volatile", x -> System.identityHashCode(x.shared), w);
            report("get double", x -> Double.toString(x.number), w);
            report("get first", x -> Long.hashCode(x.f0), w);
        }
    }
}
