/* SPDX-License-Identifier: 0BSD */
/*
 * A filter expression as INET_DIAG_REQ_BYTECODE, so that the kernel leaves out most of what would be left out here.
 * An operation that holds goes on to the next one; else it jumps forward by its `no`: to the end, which accepts, or
 * four bytes beyond it, which does not (net/ipv4/inet_diag.c:inet_diag_bc_run and inet_diag_bc_audit).
 */
#include <string.h>
#include <sys/socket.h>

#include "source/diag-bytecode.h"

/* include/uapi/linux/inet_diag.h: struct inet_diag_bc_op */
struct operation {
	uint8_t code, yes;
	uint16_t no;
};
enum { JUMP = 1, SOURCE_GE, SOURCE_LE, PEER_GE, PEER_LE, SOURCE_HOST = 7, PEER_HOST, DEVICE, MARK, CGROUP = 13 };

/* An expression is written twice: the first time to learn where each test begins. */
struct emitter {
	uint8_t *code;
	size_t length;
	uint16_t no; /* where the test at hand leads when it does not hold */
	uint16_t starts[EXPRESSION_TESTS + 1];
};

/* One operation, and what it takes. */
static void emit(struct emitter *e, unsigned code, const void *operand, size_t size)
{
	struct operation op = { code, sizeof op + size, e->no - e->length };

	memcpy(e->code + e->length, &op, sizeof op);
	memcpy(e->code + e->length + sizeof op, operand, size);
	e->length += op.yes;
}

static void emit_never(struct emitter *e)
{
	emit(e, JUMP, "", 0);
}

/* A port is compared with the `no` of an operation that is not one. */
static void emit_ports(struct emitter *e, const struct test *t)
{
	bool peer = t->peer && t->kind == TEST_PORT;
	struct operation port = { 0, 0, t->port.low };

	if (t->port.low > t->port.high || t->port.low > UINT16_MAX || t->port.high < 0) {
		emit_never(e);
		return;
	}
	if (t->port.low > 0)
		emit(e, peer ? PEER_GE : SOURCE_GE, &port, sizeof port);
	port.no = t->port.high;
	if (t->port.high < UINT16_MAX)
		emit(e, peer ? PEER_LE : SOURCE_LE, &port, sizeof port);
}

/* struct inet_diag_hostcond; a port of -1 is any. */
static void emit_host(struct emitter *e, const struct test *t)
{
	struct { uint8_t family, bits; uint16_t padding; int32_t port; uint8_t address[16]; } host = {
		t->host.family, t->host.bits, 0, -1, { 0 },
	};
	size_t length = t->host.family == AF_INET6 ? 16 : 4;

	if (!t->host.family)
		return;
	memcpy(host.address, t->host.address, length);
	if (t->host.family == AF_INET || t->host.family == AF_INET6)
		emit(e, t->peer ? PEER_HOST : SOURCE_HOST, &host, 8 + length);
	else
		emit_never(e);
}

static void emit_test(struct emitter *e, const struct test *t)
{
	switch (t->kind) {
	case TEST_PORT:
	case TEST_AUTOBOUND:
		emit_ports(e, t);
		break;
	case TEST_HOST:
		emit_host(e, t);
		break;
	case TEST_DEVICE:
		emit(e, DEVICE, &t->interface, sizeof t->interface);
		break;
	case TEST_MARK:
		emit(e, MARK, &t->mark, sizeof t->mark);
		break;
	case TEST_CGROUP:
		emit(e, CGROUP, &t->cgroup, sizeof t->cgroup);
		break;
	default:
		emit_never(e);
	}
}

/* Where a test's yes or no leads, in bytes. */
static uint16_t target(const struct emitter *e, const struct expression *x, unsigned to)
{
	if (to == TEST_MISSED)
		return e->starts[x->count] + sizeof(struct operation);
	return e->starts[to < x->count ? to : x->count];
}

static void emit_all(struct emitter *e, const struct expression *x)
{
	e->length = 0;
	for (unsigned i = 0; i < x->count; i++) {
		const struct test *t = &x->test[i];

		e->starts[i] = e->length;
		e->no = target(e, x, t->no);
		emit_test(e, t);
		if (t->yes != i + 1 && (t->yes != TEST_MATCHED || i + 1u < x->count)) {
			e->no = target(e, x, t->yes);
			emit_never(e);
		}
	}
	e->starts[x->count] = e->length;
}

size_t diag_bytecode(const struct expression *x, uint8_t code[DIAG_BYTECODE])
{
	struct emitter e = { .code = code };

	emit_all(&e, x);
	emit_all(&e, x);
	return e.length;
}
