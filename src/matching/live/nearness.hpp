#pragma once

#include <string_view>

#include "matching/live/viewer.hpp"

namespace amparo::matching {

/// Two records that are compared field by field, and the row of the sought child.
struct Both {
    const Seen& child_case;
    const Seen& request;
    const json::Object& trace;
};

/// Two answers to one field, which are there and are not the same.
struct Answers {
    std::string_view field;
    const json::Value& of_case;
    const json::Value& of_trace;
};

/// Whether two answers that differ still speak for one child: ages and birth dates as the evidence
/// takes them (matching.md 5.3), days of separation within a month, places of one district.
bool are_near(const Viewer& viewer, const Both& both, const Answers& answers);

}  // namespace amparo::matching
