#pragma once

#include <string>

#include "access/actor.hpp"
#include "base/error.hpp"
#include "index/index.hpp"
#include "records/dependencies.hpp"

namespace amparo::records {

/// Whose list, of what, in which order: what a place in it belongs to.
struct PlacedList {
    const access::Actor& actor;
    std::string record_type;
    const index::Sort& sort;
};

/// The place as text for the client. What a child's record was sorted by may be their name, so the
/// text is sealed: addresses and logs show nothing of it.
std::string write_place(const Dependencies& on, const PlacedList& list, const index::Place& place);
/// Back again; `invalid` for what was not written for this list.
Result<index::Place> read_place(const Dependencies& on, const PlacedList& list,
                                const std::string& text);

}  // namespace amparo::records
