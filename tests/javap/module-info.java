// SPDX-License-Identifier: MIT
@Deprecated
open module kinds.open {
    requires transitive java.logging;
    requires static java.sql;
    uses java.util.function.Supplier;
}
