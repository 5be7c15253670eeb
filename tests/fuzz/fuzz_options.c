/* SPDX-License-Identifier: MIT
 *
 * fuzz_options.c - libFuzzer entry for the VM's options: the input's lines as JavaVMOption list. The first byte chooses
 * whether unknown ones are ignored.
 */
#include "native/library/capability.h"
#include "libjvm/option_parser.h"

int LLVMFuzzerTestOneInput(const u8 *data, size_t size);

/* Stands for native/library/capability.c, which needs the whole VM. */
bool capability_parse(const char *list, u32 *denied, const char **bad, size_t *length) {
    *denied = (u32)strlen(list);
    *bad = list;
    *length = strcspn(list, ",");
    return *list != 'b';
}
char *capability_words(void) {
    return mem_strdup("words");
}

static int discard(FILE *out, const char *fmt, va_list ap) {
    char text[256];
    (void)out;
    return vsnprintf(text, sizeof text, fmt, ap);
}

int LLVMFuzzerTestOneInput(const u8 *data, size_t size) {
    if (size == 0)
        return 0;
    enum { MOST = 64 };
    JavaVMOption list[MOST + 1] = {{(char *)(uintptr_t) "vfprintf", (void *)(uintptr_t)discard}};
    char *text = mem_strndup((const char *)data + 1, size - 1);
    jint n = 1;
    for (char *line = strtok(text, "\n"); line && n <= MOST; line = strtok(NULL, "\n"))
        if (strncmp(line, "-Xlog", 5) != 0 && strstr(line, "FailAllocationAt") == NULL &&
            strchr(line, '@') == NULL) /* files are written or read */
            list[n++].optionString = line;
    JavaVMInitArgs arguments = {JNI_VERSION_1_8, n, list, data[0] & 1};
    struct vm_options options;
    options_parse(&options, &arguments);
    options_free(&options);
    mem_free(text);
    return 0;
}
