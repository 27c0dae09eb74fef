#pragma once

#include <string>
#include <vector>

#include "records/service.hpp"
#include "store/jobs.hpp"

namespace amparo::casework {

/// A kind of background work of casework and who does it; all wait in the queue "records".
struct JobKind {
    std::string kind;
    store::JobHandler handler;
};

/// Every kind, for the engine that runs them. `records` must outlive the handlers.
std::vector<JobKind> job_kinds(records::Service& records);

}  // namespace amparo::casework
