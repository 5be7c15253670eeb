// SPDX-License-Identifier: MIT
// Writes classfile/identifier.def: java tools/javap/Identifiers.java > classfile/identifier.def (with JDK 17: Unicode 13).
public class Identifiers {
    static int kind(int c) {
        return Character.isJavaIdentifierStart(c) ? 2 : Character.isJavaIdentifierPart(c) ? 1 : 0;
    }

    public static void main(String[] arguments) {
        System.out.print("/* SPDX-License-Identifier: MIT\n *\n"
            + " * identifier.def - the characters from U+0080 that Java identifiers may begin with (START) or only go on with\n"
            + " * (PART), as Character.isJavaIdentifierStart and isJavaIdentifierPart of JDK 17 have it: ranges in order.\n"
            + " * Written by tools/javap/Identifiers.java. */\n");
        StringBuilder line = new StringBuilder();
        for (int c = 0x80; c <= Character.MAX_CODE_POINT;) {
            int kind = kind(c), first = c;
            while (c <= Character.MAX_CODE_POINT && kind(c) == kind) {
                c++;
            }
            if (kind == 0) {
                continue;
            }
            String range = String.format("%s(0x%04X, 0x%04X)", kind == 2 ? "START" : "PART", first, c - 1);
            if (line.length() + range.length() > 100) {
                System.out.println(line);
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(range);
        }
        System.out.println(line);
    }
}
