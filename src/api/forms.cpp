// Form sections with their fields (administration.md §12).

#include "api/body_cache.hpp"
#include "api/demand.hpp"
#include "api/route.hpp"
#include "forms/wire.hpp"

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
    };
}

}  // namespace amparo::api
