#pragma once

#include <memory>

#include "access/actor.hpp"
#include "access/field_mask.hpp"
#include "forms/definitions.hpp"
#include "records/dependencies.hpp"
#include "store/types.hpp"

/// A record may be shared with somebody for less than their role could see; whoever shows or
/// changes a record asks here who stands before it (case-management.md §1.6).
namespace amparo::records {

/// The actor with the role that the record's transitions leave them; the actor for most records.
access::Actor beholder_of(const Dependencies& on, const access::Actor& actor,
                          std::string_view record_type, const json::Object& data);
/// The keys of the record that the actor may read.
std::shared_ptr<const access::FieldMask> readable_of(
    const Dependencies& on, const access::Actor& actor,
    const std::shared_ptr<const forms::Definitions>& definitions,
    const store::StoredRecord& record);
/// Whether the actor may do that to the record, as access::may() with the beholder's role.
bool may_touch(const Dependencies& on, const access::Actor& actor, std::string_view action,
               const store::StoredRecord& record);

/// Adds `permitted_forms` and `permitted_form_actions` to what a record shows somebody to whom it
/// was referred.
void add_shared_rights(const Dependencies& on, const access::Actor& actor,
                       const store::StoredRecord& record, json::Object& shown);

/// Whether the row of a subform is for the actor: with `service_own_entries_only`, of a case of
/// somebody else, only services that name them as the provider.
bool is_row_for(const access::Actor& actor, const store::StoredRecord& record,
                std::string_view subform, const json::Value& row);

}  // namespace amparo::records
