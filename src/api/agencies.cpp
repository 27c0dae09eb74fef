// Agencies (administration.md §10).
#include "access/agencies.hpp"

#include "api/objects.hpp"
#include "api/wire.hpp"
#include "forms/wire.hpp"

namespace amparo::api {

namespace {

constexpr std::size_t per_default = 20;
constexpr std::string_view nullable[] = {"telephone",    "notes",
                                         "contact_name", "contact_email",
                                         "contact_phone", "terms_of_use_uploaded_at"};
constexpr std::string_view truths[] = {"logo_enabled", "pdf_logo_option", "terms_of_use_enabled",
                                       "exclude_agency_from_lookups"};

Result<http::Response> list_agencies(Call& call) {
    access::AgencyQuery query{.managed = call.query_is_true("managed"),
                              .disabled = one_truth(call.query_list("disabled"))};
    AMPARO_TRY(query.page, page_from_wire(call, Paged::always, per_default));
    AMPARO_TRY(const auto page, call.services().agencies.list(call.actor(), query));
    json::Array rows;
    for (const auto& agency : page.things) {
        rows.emplace_back(agency_to_wire(*agency, call.definitions()));
    }
    return ok_with(std::move(rows), metadata_of(page.total, query.page));
}

Result<http::Response> show_agency(Call& call) {
    AMPARO_TRY(const auto id, call.number("id"));
    AMPARO_TRY(const auto agency, call.services().agencies.find(call.actor(), id));
    return object_reply(*agency, agency_to_wire(*agency, call.definitions()));
}

Result<http::Response> create_agency(Call& call) {
    AMPARO_TRY(const auto input, call.data());
    AMPARO_TRY(const auto agency, call.services().agencies.create(call.actor(), input));
    call.audit().record_id = std::to_string(agency->id);
    return created_reply(*agency, agency_to_wire(*agency, call.definitions()), input);
}

Result<http::Response> update_agency(Call& call) {
    AMPARO_TRY(const auto id, call.number("id"));
    AMPARO_TRY(const auto change, change_from_wire(call, id));
    AMPARO_TRY(const auto agency, call.services().agencies.update(call.actor(), id, change));
    return object_reply(*agency, agency_to_wire(*agency, call.definitions()));
}

Result<http::Response> disable_agency(Call& call) {
    AMPARO_TRY(const auto id, call.number("id"));
    AMPARO_TRY(const auto agency, call.services().agencies.disable(call.actor(), id,
                                                                   expected_revision(call, id)));
    return id_reply(agency->id);
}

forms::Translated translated(const json::Object& attributes, std::string_view key) {
    forms::Translated text;
    const auto* stored = json::find_object(attributes, key);
    if (stored == nullptr) return text;
    for (const auto& [locale, value] : *stored) {
        if (value.is_string()) text.emplace(locale, value.get_string());
    }
    return text;
}

}  // namespace

json::Object agency_to_wire(const access::Agency& agency, const forms::Definitions& definitions) {
    const auto& stored = agency.attributes;
    json::Object wire{{"id", agency.id},
                      {"unique_id", agency.unique_id.text()},
                      {"agency_code", agency.code},
                      {"name", forms::to_wire(definitions, agency.name)},
                      {"description",
                       forms::to_wire(definitions, translated(stored, "description"))},
                      {"order", agency.order},
                      {"disabled", agency.disabled},
                      {"services", json::to_array(agency.services)}};
    for (const auto key : nullable) {
        const auto* value = json::find(stored, key);
        wire.emplace(key, value == nullptr ? json::Value(nullptr) : *value);
    }
    for (const auto key : truths) wire.emplace(key, json::bool_or(stored, key, false));
    return wire;
}

Routes agency_routes() {
    using http::Method;
    constexpr std::string_view all = "/api/v2/agencies";
    constexpr std::string_view one = "/api/v2/agencies/{id}";
    return {
        {.method = Method::get, .pattern = all, .handler = list_agencies, .model = "Agency",
         .action = "list", .keep = Keep::ask_again},
        {.method = Method::post, .pattern = all, .handler = create_agency, .model = "Agency",
         .action = "create"},
        {.method = Method::get, .pattern = one, .handler = show_agency, .model = "Agency",
         .action = "show", .keep = Keep::ask_again},
        {.method = Method::patch, .pattern = one, .handler = update_agency, .model = "Agency",
         .action = "update"},
        {.method = Method::del, .pattern = one, .handler = disable_agency, .model = "Agency",
         .action = "delete"},
    };
}

}  // namespace amparo::api
