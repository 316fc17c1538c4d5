#include <stdint.h>
#include <string.h>
#define RING_SIZE (1u << 10)
#define MIN(a, b) ((a) < (b) ? (a) : (b))

/* ===================================================================== */
struct ring { uint8_t data[RING_SIZE]; size_t head, tail; };

static inline size_t ring_used(const struct ring *r) { return (r->head - r->tail) & (RING_SIZE - 1); }

int ring_push(struct ring *restrict r, const void *src, size_t n)
{
	if (n > RING_SIZE - 1 - ring_used(r))
		return -1;
	for (size_t i = 0; i < n; i++)
		r->data[(r->head + i) & 0x3FF] = ((const uint8_t *)src)[i] ^ 0xA5;
	r->head += n;
	return 0;
}
