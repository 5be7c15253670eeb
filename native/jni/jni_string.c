/* SPDX-License-Identifier: MIT
 *
 * jni_string.c - JNI: strings.
 *
 * A String is Latin-1 or UTF-16 inside (coder 0 or 1). GetStringChars always hands out a NUL-terminated copy;
 * GetStringCritical the UTF-16 array itself when there is one. Which of both a pointer is follows from its value.
 */
#include "base/mutf8.h"
#include "native/jni/jni_impl.h"
#include "runtime/string.h"

struct text {
    const u8 *latin1; /* one of these two */
    const u16 *utf16;
    i32 length; /* UTF-16 units */
};

/* False = NullPointerException pending. */
static bool text_of(struct thread *t, jstring handle, struct text *out) {
    struct object *s = handle_get(handle);
    *out = (struct text){0};
    if (!s)
        return throw_null_pointer(t);
    struct object *value = object_get_ref(s, KF(t->vm, String_value));
    bool latin1 = FIELD(s, KF(t->vm, String_coder), i8) == 0;
    out->length = string_length(t->vm, s);
    if (latin1)
        out->latin1 = array_data(value);
    else
        out->utf16 = array_data(value);
    return true;
}

static void copy_utf16(const struct text *text, i32 start, i32 length, u16 *out) {
    if (text->utf16)
        memcpy(out, text->utf16 + start, (size_t)length * 2);
    else
        for (i32 i = 0; i < length; i++)
            out[i] = text->latin1[start + i];
}

/* Bytes of units [start, start + length) as modified UTF-8, without NUL; written to out unless NULL. */
static size_t copy_mutf8(const struct text *text, i32 start, i32 length, u8 *out) {
    size_t n = (size_t)length;
    if (text->latin1)
        return out ? mutf8_from_latin1(text->latin1 + start, n, out) : mutf8_length_of_latin1(text->latin1 + start, n);
    return out ? mutf8_from_utf16(text->utf16 + start, n, out) : mutf8_length_of_utf16(text->utf16 + start, n);
}

jstring JNICALL jni_NewString(JNIEnv *env, const jchar *chars, jsize length) {
    JNI_ENTER(env);
    struct object *s = NULL;
    if (length < 0)
        throw_negative_array_size(t, length);
    else if (!chars && length > 0)
        throw_null_pointer(t);
    else
        s = string_new_utf16(t, chars, length);
    JNI_RETURN_OBJECT(s);
}

jstring JNICALL jni_NewStringUTF(JNIEnv *env, const char *bytes) {
    if (!bytes)
        return NULL;
    JNI_ENTER(env);
    size_t length = strlen(bytes);
    /* native code passes plain UTF-8 or worse as well; that must not break anything */
    struct object *s =
        mutf8_valid((const u8 *)bytes, length) ? string_new(t, bytes, length) : string_new_utf8(t, bytes);
    JNI_RETURN_OBJECT(s);
}

jsize JNICALL jni_GetStringLength(JNIEnv *env, jstring handle) {
    JNI_ENTER(env);
    struct text text;
    text_of(t, handle, &text);
    JNI_RETURN(text.length);
}

jsize JNICALL jni_GetStringUTFLength(JNIEnv *env, jstring handle) {
    JNI_ENTER(env);
    struct text text;
    size_t n = text_of(t, handle, &text) ? copy_mutf8(&text, 0, text.length, NULL) : 0;
    JNI_RETURN((jsize)n);
}

/* NUL-terminated copy; NULL = OutOfMemoryError pending. */
static u16 *new_chars(struct thread *t, const struct text *text) {
    u16 *chars = mem_try_alloc(((size_t)text->length + 1) * 2);
    if (!chars) {
        throw_out_of_memory(t, "JNI string copy");
        return NULL;
    }
    copy_utf16(text, 0, text->length, chars);
    chars[text->length] = 0;
    return chars;
}

const jchar *JNICALL jni_GetStringChars(JNIEnv *env, jstring handle, jboolean *is_copy) {
    JNI_ENTER(env);
    struct text text;
    u16 *chars = text_of(t, handle, &text) ? new_chars(t, &text) : NULL;
    if (chars && is_copy)
        *is_copy = JNI_TRUE;
    JNI_RETURN((const jchar *)chars);
}

void JNICALL jni_ReleaseStringChars(JNIEnv *env, jstring handle, const jchar *chars) {
    (void)env;
    (void)handle;
    mem_free((void *)(uintptr_t)chars);
}

const char *JNICALL jni_GetStringUTFChars(JNIEnv *env, jstring handle, jboolean *is_copy) {
    JNI_ENTER(env);
    struct text text;
    u8 *bytes = NULL;
    if (text_of(t, handle, &text)) {
        size_t n = copy_mutf8(&text, 0, text.length, NULL);
        bytes = mem_try_alloc(n + 1);
        if (bytes) {
            copy_mutf8(&text, 0, text.length, bytes);
            bytes[n] = 0;
            if (is_copy)
                *is_copy = JNI_TRUE;
        } else {
            throw_out_of_memory(t, "JNI string copy");
        }
    }
    JNI_RETURN((const char *)bytes);
}

void JNICALL jni_ReleaseStringUTFChars(JNIEnv *env, jstring handle, const char *bytes) {
    (void)env;
    (void)handle;
    mem_free((void *)(uintptr_t)bytes);
}

static bool check_region(struct thread *t, const struct text *text, jsize start, jsize length) {
    if (start < 0 || length < 0 || start > text->length - length)
        return throw_by_name(t, "java/lang/StringIndexOutOfBoundsException", NULL);
    return true;
}

void JNICALL jni_GetStringRegion(JNIEnv *env, jstring handle, jsize start, jsize length, jchar *out) {
    JNI_ENTER(env);
    struct text text;
    if (text_of(t, handle, &text) && check_region(t, &text, start, length))
        copy_utf16(&text, start, length, out);
    JNI_RETURN_VOID();
}

void JNICALL jni_GetStringUTFRegion(JNIEnv *env, jstring handle, jsize start, jsize length, char *out) {
    JNI_ENTER(env);
    struct text text;
    if (text_of(t, handle, &text) && check_region(t, &text, start, length) && out)
        out[copy_mutf8(&text, start, length, (u8 *)out)] = 0;
    JNI_RETURN_VOID();
}

const jchar *JNICALL jni_GetStringCritical(JNIEnv *env, jstring handle, jboolean *is_copy) {
    JNI_ENTER(env);
    struct text text;
    const u16 *chars = NULL;
    if (text_of(t, handle, &text)) {
        chars = text.utf16 ? text.utf16 : new_chars(t, &text);
        if (chars && is_copy)
            *is_copy = text.utf16 == NULL;
    }
    JNI_RETURN((const jchar *)chars);
}

void JNICALL jni_ReleaseStringCritical(JNIEnv *env, jstring handle, const jchar *chars) {
    JNI_ENTER(env);
    struct text text;
    if (text_of(t, handle, &text) && text.utf16 != chars)
        mem_free((void *)(uintptr_t)chars);
    JNI_RETURN_VOID();
}
