#pragma once

#include "api/route.hpp"

namespace amparo::api {

/// The handler, made safe to send twice: with an Idempotency-Key its answer is kept, and whoever
/// sends the same again, or at the same time, gets it without the work being done anew (records.md
/// §14). For work that says itself when it is done already: a server that falls over between the
/// work and the keeping does it a second time.
Handler once(Handler handler);

}  // namespace amparo::api
