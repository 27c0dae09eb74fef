#pragma once

#include "access/directory.hpp"
#include "base/json.hpp"
#include "forms/definitions.hpp"

namespace amparo::api {

/// Configuration objects as the wire shows them, where more than one reply holds them.
json::Object agency_to_wire(const access::Agency& agency, const forms::Definitions& definitions);
json::Object module_to_wire(const forms::Module& module, const forms::Definitions& definitions);

json::Object group_row_to_wire(const access::UserGroup& group);
/// Without the extended members.
json::Object user_to_wire(const access::User& user, const access::Directory& directory,
                          const forms::Definitions& definitions);

/// Reporting settings as a caller of that role sees them (null: nobody's): the level may come
/// from the role, and label_keys are the types of the level.
json::Object reporting_to_wire(const json::Object& stored, const access::Role* role);

/// An age range as shown: "0..5" is "0 - 5", "18..999" is "18+".
std::string range_to_wire(std::string_view stored);

/// {"assessment": {"en": …, "fr": …}} of the stored {"en": {"assessment": …}}.
json::Object by_name_then_locale(const json::Object& by_locale,
                                 const forms::Definitions& definitions);

}  // namespace amparo::api
