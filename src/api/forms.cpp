// Form sections with their fields (administration.md §12).

#include "api/body_cache.hpp"
#include "api/demand.hpp"
#include "api/record_call.hpp"
#include "api/route.hpp"
#include "forms/wire.hpp"
#include "records/types.hpp"

namespace amparo::api {

namespace {

using forms::FormDetail;

struct FormQuestion {
    std::string unique_id;
    std::string record_type;
    std::string module_id;
    bool exclude_subforms = false;
    FormDetail detail = FormDetail::with_fields;

    std::string text() const {
        return unique_id + "\n" + record_type + "\n" + module_id + "\n" +
               (exclude_subforms ? "1" : "0") +
               (detail == FormDetail::without_fields ? "short" : "full");
    }
};

std::string forms_body(const FormQuestion& question, const forms::Definitions& definitions) {
    const auto chosen =
        forms::select_forms(definitions, {.unique_id = question.unique_id,
                                          .record_type = question.record_type,
                                          .module_id = question.module_id,
                                          .exclude_subforms = question.exclude_subforms});
    std::string body = "{\"data\":[";
    for (const auto* form : chosen) {
        if (body.back() != '[') body += ',';
        json::write_to(body, forms::to_wire(definitions, *form, question.detail));
    }
    return body + "]}";
}

Result<http::Response> list_forms(Call& call, BodyCache& cache) {
    const FormQuestion question{.unique_id = call.query("unique_id"),
                                .record_type = call.query("record_type"),
                                .module_id = call.query("module_id"),
                                .exclude_subforms = call.query_is_true("exclude_subforms"),
                                .detail = call.query("fields") == "short"
                                              ? FormDetail::without_fields
                                              : FormDetail::with_fields};
    const auto& definitions = call.definitions();
    return cache.reply(call.request(), definitions.version(), question.text(),
                       [&] { return forms_body(question, definitions); });
}

Result<http::Response> show_form(Call& call) {
    AMPARO_CHECK(demand(call, "metadata", {"manage", "manage_restricted"}));
    AMPARO_TRY(const auto id, call.number("id"));
    const auto* form = call.definitions().form(id);
    if (form == nullptr) return refuse(Errc::not_found, "errors.not_found");
    return ok(forms::to_wire(call.definitions(), *form));
}

/// Those of the names that the deployment asks for, as its forms call them.
json::Array fields_named(Call& call, std::string_view type,
                         std::span<const std::string_view> names) {
    const auto& definitions = call.definitions();
    json::Array fields;
    for (const auto name : names) {
        const auto* field = definitions.field(type, name);
        const bool is_of_everyone = name == "short_id";  // no form asks for it
        if (field == nullptr && !is_of_everyone) continue;
        const auto label = field == nullptr ? std::string()
                                            : forms::text_for(field->display_name, locale_of(call),
                                                              definitions.default_locale());
        fields.emplace_back(json::Object{{"name", name}, {"label", json::text_or_null(label)}});
    }
    return fields;
}

/// In which fields each way of searching looks (web-app.md §6.5).
Result<http::Response> list_searched_fields(Call& call) {
    const auto* facts = records::facts_of(call.query("record_type"));
    if (facts == nullptr) return refuse_field(Errc::invalid, "record_type", "errors.filters.value");
    if (!call.actor().can(facts->name, "read")) return refuse_forbidden();
    return ok(json::Object{{"id_search", fields_named(call, facts->name, facts->identifiers)},
                           {"phonetic", fields_named(call, facts->name, facts->names)},
                           {"phone_number", fields_named(call, facts->name, facts->phones)}});
}

}  // namespace

Routes form_routes() {
    using http::Method;
    auto cache = std::make_shared<BodyCache>();
    return {
        {.method = Method::get,
         .pattern = "/api/v2/forms",
         .handler = [cache](Call& call) { return list_forms(call, *cache); },
         .model = "FormSection",
         .action = "list",
         .keep = Keep::ask_again},
        {.method = Method::get,
         .pattern = "/api/v2/forms/{id}",
         .handler = show_form,
         .model = "FormSection",
         .action = "show",
         .keep = Keep::ask_again},
        {.method = Method::get,
         .pattern = "/api/v2/searched_fields",
         .handler = list_searched_fields,
         .model = "FormSection",
         .action = "searched_fields"},
    };
}

}  // namespace amparo::api
