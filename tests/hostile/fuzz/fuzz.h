/* SPDX-License-Identifier: 0BSD */
/*
 * What the fuzz targets share: a /proc of their own in memory, and a quiet stderr.
 */
#ifndef FUZZ_H
#define FUZZ_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
/* Writes DIR/NAME below a PROC_ROOT made for this process; complaints go nowhere from then on. */
void fuzz_file(const char *dir, const char *name, const uint8_t *data, size_t size);
/* NAME there. */
const char *fuzz_path(const char *name);

#endif
