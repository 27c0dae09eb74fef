#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "forms/definitions.hpp"
#include "store/types.hpp"

/// Values of a protected record (`hidden_name`) that nobody is shown until somebody reveals them:
/// its names, and what the deployment protects besides (case-management.md §3.14).
namespace amparo::records {

/// What is shown in place of such a value, for everyone who looks (records.md §5).
inline constexpr std::string_view hidden_name_mask = "*******";

/// A key of records of one type.
struct FieldKey {
    std::string_view record_type;
    std::string_view key;
};

/// Whether the record has its names and other protected fields masked.
bool is_protected(const json::Object& data);
/// Whether the key is a name: one by which records of the type are found, or of a field that is
/// flagged `hidden_text_field`. Those are masked whatever the module.
bool is_name_key(const forms::Definitions& definitions, const FieldKey& key);
/// The modules whose `protected_fields` list the key.
std::vector<std::string> modules_protecting(const forms::Definitions& definitions,
                                            std::string_view key);
/// Whether a protected record of the module masks the key.
bool may_be_masked(const forms::Definitions& definitions, const FieldKey& key,
                   std::string_view module_id);
/// Whether this record masks the key.
bool is_masked(const forms::Definitions& definitions, const store::StoredRecord& record,
               std::string_view key);

/// The value as it is shown while it is masked: nothing stays nothing, a list stays a list.
json::Value masked(const json::Value& value);
/// Whether a client has sent back what masked() gave it.
bool is_mask(const json::Value& value);

}  // namespace amparo::records
