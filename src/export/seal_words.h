/* seal_words: the beginning of a seal as words, which people can read out to each
 * other to see that two pages belong to the same plan. They stand for 48 of its
 * 256 bits: enough to tell plans apart, not enough to prove anything against
 * somebody who means to deceive; that is what the whole seal is for. */
#ifndef EXPORT_SEAL_WORDS_H
#define EXPORT_SEAL_WORDS_H

#include "base/buf.h"
#include "base/digest.h"

#define SEAL_WORDS 6

/* The word for BYTE: another one for every byte, no two of them one letter apart
 * or alike in their first four. */
const char *seal_word(unsigned char byte);
/* Appends the words for the first bytes of SEAL: "acorn kettle river ...". */
void seal_words_add(const struct digest *seal, struct buf *out);

#endif
