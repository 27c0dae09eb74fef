#include "records/derived/protection.hpp"

#include <algorithm>

#include "forms/protectable.hpp"
#include "records/derived/values.hpp"
#include "records/types.hpp"

namespace amparo::records {
namespace {

/// A description by which an incident is found is the matter of the record, not a name.
constexpr std::string_view description_of_incident = "incident_description";

bool lists(const forms::Module& module, std::string_view key) {
    const auto* options = json::find_object(module.attributes, "module_options");
    const auto* names =
        options == nullptr ? nullptr : json::find_array(*options, forms::protected_fields_key);
    return names != nullptr && std::ranges::any_of(*names, [&](const auto& name) {
               return name.is_string() && std::string_view(name.get_string()) == key;
           });
}

}  // namespace

bool is_protected(const json::Object& data) {
    return derived::is_true(data, "hidden_name");
}

bool is_name_key(const forms::Definitions& definitions, const FieldKey& key) {
    if (key.key == "name" || key.key.starts_with("name_")) return true;
    if (key.key == description_of_incident) return false;
    const auto* facts = facts_of(key.record_type);
    if (facts != nullptr && std::ranges::find(facts->names, key.key) != facts->names.end())
        return true;
    const auto* field = definitions.field(key.record_type, key.key);
    return field != nullptr && json::bool_or(field->attributes, "hidden_text_field", false);
}

std::vector<std::string> modules_protecting(const forms::Definitions& definitions,
                                            std::string_view key) {
    std::vector<std::string> modules;
    for (const auto& module : definitions.modules()) {
        if (lists(module, key)) modules.push_back(module.unique_id);
    }
    return modules;
}

bool may_be_masked(const forms::Definitions& definitions, const FieldKey& key,
                   std::string_view module_id) {
    if (is_name_key(definitions, key)) return true;
    const auto* module = definitions.module(module_id);
    return module != nullptr && lists(*module, key.key);
}

bool is_masked(const forms::Definitions& definitions, const store::StoredRecord& record,
               std::string_view key) {
    return is_protected(record.data) && may_be_masked(definitions, {record.type, key},
                                                      json::string_or(record.data, "module_id"));
}

json::Value masked(const json::Value& value) {
    if (json::is_blank(&value)) return value;
    if (value.is_array()) return json::Array{json::Value(hidden_name_mask)};
    return json::Value(hidden_name_mask);
}

bool is_mask(const json::Value& value) {
    if (const auto* list = value.if_array())
        return list->size() == 1 && list->front().is_string() && is_mask(list->front());
    return value.is_string() && std::string_view(value.get_string()) == hidden_name_mask;
}

}  // namespace amparo::records
