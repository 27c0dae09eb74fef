#pragma once

#include <string>
#include <vector>

#include "base/json.hpp"
#include "matching/model/configuration.hpp"

namespace amparo::matching {

/// A sought child, and the request it is part of.
struct Traced {
    const json::Object* trace;
    const json::Object* request;
};

/// Whether a case takes part in tracing (matching.md 9.1).
bool is_traceable(const json::Object& record, const Eligibility& eligibility);
/// Whether a tracing request takes part; its traces must also be neither closed nor linked.
bool is_open(const json::Object& request, const Eligibility& eligibility);
bool is_open_trace(const json::Object& trace);
/// All traces that take part.
std::vector<Traced> open_traces(const std::vector<json::Object>& requests,
                                const Eligibility& eligibility);
/// `unique_id` of a row, or `id` of a trace by itself.
std::string trace_id(const json::Object& trace);

}  // namespace amparo::matching
