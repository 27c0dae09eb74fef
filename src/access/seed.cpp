#include "access/seed.hpp"

#include <algorithm>

#include "access/numbering.hpp"
#include "store/documents.hpp"

namespace amparo::access {
namespace {

/// `configured` over `defaults`.
json::Object with_defaults(const json::Object& configured, const json::Object& defaults) {
    auto object = defaults;
    for (const auto& [key, value] : configured) object.insert_or_assign(key, value);
    return object;
}

const json::Object& object_or_empty(const json::Object& in, std::string_view key) {
    static const json::Object empty;
    const auto* found = json::find_object(in, key);
    return found == nullptr ? empty : *found;
}

bool shares_module(const forms::Form& form, const std::vector<std::string>& modules) {
    return form.module_ids.empty() ||
           std::ranges::any_of(form.module_ids, [&](const std::string& module_id) {
               return std::ranges::find(modules, module_id) != modules.end();
           });
}

/// {"rule": "all", "record_types": […], "permission": "rw"} or {"rule": "list", …}.
json::Object spelled_out_forms(const json::Object& rule, const std::vector<std::string>& modules,
                               const forms::Definitions& definitions) {
    if (json::string_or(rule, "rule") == "list") {
        return object_or_empty(rule, "form_section_read_write");
    }
    json::Object access;
    const auto types = json::string_list(rule, "record_types");
    const auto permission = json::string_or(rule, "permission", "rw");
    for (const auto& form : definitions.forms()) {
        const bool is_of_type = std::ranges::find(types, form->parent_form) != types.end();
        if (is_of_type && shares_module(*form, modules))
            access.emplace(form->unique_id, permission);
    }
    return access;
}

/// The text of "<key>_i18n" in the deployment's language, else of "<key>".
std::string text_of(const json::Object& configured, const std::string& key,
                    const forms::Definitions& definitions) {
    const auto plain = json::string_or(configured, key);
    const auto& texts = object_or_empty(configured, key + "_i18n");
    return json::string_or(texts, definitions.default_locale(), plain);
}

/// Writes one thing unless its key is taken, with a number of its own.
Result<> put_if_absent(store::Transaction& transaction, std::string_view kind, json::Object data,
                       Instant at) {
    const auto key = json::string_or(data, "unique_id");
    if (key.empty())
        return refuse(Errc::invalid, "errors.invalid_record", "seed without unique_id");
    AMPARO_TRY(const auto present, store::find_document(transaction, kind, key));
    if (present) return {};
    AMPARO_TRY(data["id"], next_number(transaction, kind, at));
    data["created_at"] = format_instant(at);
    data["updated_at"] = format_instant(at);
    AMPARO_CHECK(store::put_document(transaction, {.kind = std::string(kind),
                                                   .key = key,
                                                   .expected = 0,
                                                   .data = std::move(data),
                                                   .actor = "system",
                                                   .at = at}));
    return {};
}

/// The objects of an array member of the configuration, each over the file's defaults.
std::vector<json::Object> entries(const json::Object& file, std::string_view list,
                                  std::string_view defaults) {
    std::vector<json::Object> found;
    const auto* array = json::find_array(file, list);
    if (array == nullptr) return found;
    for (const auto& entry : *array) {
        if (!entry.is_object()) continue;
        found.push_back(with_defaults(entry.get_object(), object_or_empty(file, defaults)));
    }
    return found;
}

}  // namespace

Result<json::Object> seeded_role(const json::Object& configured,
                                 const forms::Definitions& definitions) {
    auto role = configured;
    const auto modules = json::string_list(role, "module_unique_ids");
    role["form_section_read_write"] =
        spelled_out_forms(object_or_empty(role, "forms"), modules, definitions);
    auto permissions = object_or_empty(role, "permissions");
    permissions["objects"] = object_or_empty(role, "permission_objects");
    role["permissions"] = std::move(permissions);
    role["name"] = text_of(role, "name", definitions);
    for (const auto* only_in_file : {"forms", "permission_objects"}) {
        role.erase(only_in_file);
    }
    AMPARO_CHECK(read_role(role));
    return role;
}

Result<> seed_directory(store::Transaction& transaction, const DirectorySeed& seed,
                        const forms::Definitions& definitions, Instant at) {
    for (auto& agency : entries(seed.agencies, "agencies", "agency_defaults")) {
        AMPARO_CHECK(put_if_absent(transaction, agency_kind, std::move(agency), at));
    }
    for (auto& group : entries(seed.user_groups, "user_groups", "user_group_defaults")) {
        group["name"] = text_of(group, "name", definitions);
        group.erase("name_i18n");
        AMPARO_CHECK(put_if_absent(transaction, user_group_kind, std::move(group), at));
    }
    for (const auto& configured : entries(seed.roles, "roles", "role_defaults")) {
        AMPARO_TRY(auto role, seeded_role(configured, definitions));
        AMPARO_CHECK(put_if_absent(transaction, role_kind, std::move(role), at));
    }
    return {};
}

}  // namespace amparo::access
