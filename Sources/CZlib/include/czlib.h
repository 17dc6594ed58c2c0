#ifndef LEGAJO_CZLIB_H
#define LEGAJO_CZLIB_H
#include <zlib.h>

// inflateInit2 and deflateInit2 are macros, which Swift cannot call: functions of the same meaning.
int legajo_inflateInit2(z_streamp stream, int windowBits);
int legajo_deflateInit2(z_streamp stream, int level, int windowBits);
#endif
