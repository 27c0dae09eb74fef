#pragma once

#include "access/actor.hpp"
#include "access/directory.hpp"
#include "api/messages.hpp"
#include "base/json.hpp"
#include "forms/definitions.hpp"

namespace amparo::api {

/// What the extended members of a user are made from.
struct ExtendedView {
    const access::Actor& actor;  // the user shown, with their role
    const access::Directory& directory;
    const forms::Definitions& definitions;
    const Messages& messages;

    /// Whether the role works with a module / with no other.
    bool has_module(std::string_view unique_id) const;
    bool has_only_module(std::string_view unique_id) const;
};

/// Adds what a client needs to build its screens: permissions, forms, filters, list columns
/// (UserExtended of the contract).
void add_extended(json::Object& wire, const ExtendedView& view);

/// The filters offered for lists of each record type (administration.md, appendix A).
json::Object record_filters(const ExtendedView& view);
/// The columns of each list (appendix B).
json::Object list_headers(const ExtendedView& view);

}  // namespace amparo::api
