/* SPDX-License-Identifier: 0BSD */
/*
 * Makes a table of the fields in a .def list, whose name is in FIELD_LIST: `fields`, with a member for each label.
 * A field is its text with the NUL, kind and size in one byte, and the offset; a label is an empty text.
 */
#include "view/ss-fields.h"

#define MEMBER(name, line) name##line
#define MEMBER_OF_LINE(name, line) MEMBER(name, line)

static const struct {
#define FIELD(text, kind, size, offset) \
	char MEMBER_OF_LINE(text_, __LINE__)[sizeof text]; uint8_t MEMBER_OF_LINE(field_, __LINE__)[2];
#define LABEL(name) char name[1];
#include FIELD_LIST
#undef FIELD
#undef LABEL
	char end[1];
} fields = {
#define FIELD(text, kind, size, offset) text, { (kind) | SIZE * ((size) == 8 ? 3 : (size) / 2), offset },
#define LABEL(name) "",
#include FIELD_LIST
#undef FIELD
#undef LABEL
	"",
};

#define LABEL_OFFSET(label) offsetof(__typeof__(fields), label)
