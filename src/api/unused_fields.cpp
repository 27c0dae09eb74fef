// Which fields nobody fills in, as a spreadsheet (administration.md §21, reporting.md §13).
#include <array>
#include <cstdio>

#include "api/demand.hpp"
#include "api/route.hpp"
#include "base/clock.hpp"
#include "base/crypto.hpp"
#include "base/messages.hpp"
#include "exchange/spreadsheet.hpp"
#include "forms/definitions.hpp"
#include "insight/field_use.hpp"
#include "jobs/unused_fields.hpp"
#include "store/sessions.hpp"

namespace amparo::api {

namespace {

constexpr std::string_view file_path = "/api/v2/unused_fields_report/file";
constexpr std::string_view link_kind = "unused_fields_link";
constexpr std::chrono::seconds link_life{60};

std::string digest_of(const std::string& token) {
    return crypto::hex(crypto::sha256(token));
}

Result<json::Object> last_report(Call& call) {
    AMPARO_TRY(auto report, call.services().database.read([](store::Snapshot& snapshot) {
        return jobs::unused_fields_report(snapshot);
    }));
    if (!report) return refuse(Errc::not_found, "errors.not_found");
    return std::move(*report);
}

Result<http::Response> show_link(Call& call) {
    AMPARO_CHECK(demand(call, "metadata", {"manage"}));
    AMPARO_CHECK(last_report(call));
    const auto token = crypto::random_token(call.services().random);
    const auto now = call.services().clock.now();
    AMPARO_CHECK(call.services().database.write([&](store::Transaction& transaction) {
        return store::put_volatile(transaction, {.kind = std::string(link_kind),
                                                 .key_hash = digest_of(token),
                                                 .owner = call.actor().name().text(),
                                                 .updated_at = now,
                                                 .expires_at = now + link_life});
    }));
    return ok(json::Object{{"unused_fields_report", std::string(file_path) + "?token=" + token}});
}

/// The tables as rows, in the words of whoever reads them.
class Rows {
  public:
    Rows(Call& call, const json::Object& report)
        : messages_(call.services().messages),
          definitions_(call.definitions()),
          locale_(call.actor().user().locale.empty() ? definitions_.default_locale()
                                                     : call.actor().user().locale) {
        add({text(MessageKey("unused_fields.generated_at")),
             json::string_or(report, "generated_at")});
        const auto* tables = json::find_array(report, "tables");
        if (tables == nullptr) return;
        for (const auto& table : insight::use_tables_of(*tables)) add_table(table);
    }
    std::vector<std::vector<exchange::Cell>> take() { return std::move(rows_); }
    std::string title() const { return text(MessageKey("unused_fields.title")); }

  private:
    void add(std::vector<exchange::Cell> row) { rows_.push_back(std::move(row)); }
    std::string text(const MessageKey& key) const { return messages_.text(locale_, key); }

    void add_table(const insight::UseTable& table) {
        const auto* module = definitions_.module(table.module_id);
        const auto name = module == nullptr
                              ? table.module_id
                              : json::string_or(module->attributes, "name", table.module_id);
        add({});
        add({name, table.record_type, static_cast<double>(table.records)});
        add({text(MessageKey("unused_fields.field_id")), text(MessageKey("unused_fields.field")),
             text(MessageKey("unused_fields.form")), text(MessageKey("unused_fields.filled")),
             text(MessageKey("unused_fields.prevalence")),
             text(MessageKey("unused_fields.created_at"))});
        for (const auto& use : table.fields) add_use(use, table.records);
    }
    void add_use(const insight::FieldUse& use, std::size_t records) {
        const auto* form = definitions_.form(use.form);
        const auto* field = form == nullptr ? nullptr : find(*form, use.field);
        if (field == nullptr) return;  // taken away since the report was made
        const auto share =
            records == 0 ? 0.0
                         : 100.0 * static_cast<double>(use.filled) / static_cast<double>(records);
        std::array<char, 16> prevalence{};
        std::snprintf(prevalence.data(), prevalence.size(), "%.3f%%", share);
        add({use.field, forms::text_for(field->display_name, locale_),
             forms::text_for(form->name, locale_), static_cast<double>(use.filled),
             std::string(prevalence.data()), json::string_or(field->attributes, "created_at")});
    }
    /// "field" or "subform.field".
    static const forms::Field* find(const forms::Form& form, const std::string& name) {
        const auto dot = name.find('.');
        const auto* field = form.find(name.substr(0, dot));
        if (field == nullptr || dot == std::string::npos) return field;
        return field->subform == nullptr ? nullptr : field->subform->find(name.substr(dot + 1));
    }

    const Messages& messages_;
    const forms::Definitions& definitions_;
    std::string locale_;
    std::vector<std::vector<exchange::Cell>> rows_;
};

Result<http::Response> show_file(Call& call) {
    AMPARO_CHECK(demand(call, "metadata", {"manage"}));
    const auto digest = digest_of(call.query("token"));
    AMPARO_TRY(const auto link, call.services().database.read([&](store::Snapshot& snapshot) {
        return store::find_volatile(snapshot, link_kind, digest);
    }));
    const bool is_theirs = link && link->owner == call.actor().name().text();
    if (!is_theirs) return refuse(Errc::not_found, "errors.not_found");
    AMPARO_TRY(const auto report, last_report(call));
    Rows rows(call, report);
    auto title = rows.title();
    return http::Response{
        .headers = {{"Content-Type", std::string(exchange::spreadsheet_type)},
                    {"Content-Disposition", "attachment; filename=\"unused-fields.xlsx\""},
                    {"Cache-Control", "no-store"}},
        .body = exchange::spreadsheet_of({.name = std::move(title), .rows = rows.take()})};
}

}  // namespace

Routes unused_fields_routes() {
    using http::Method;
    return {
        {.method = Method::get,
         .pattern = "/api/v2/unused_fields_report/current",
         .handler = show_link,
         .model = "UnusedFieldsReport",
         .action = "show"},
        {.method = Method::get,
         .pattern = file_path,
         .handler = show_file,
         .model = "UnusedFieldsReport",
         .action = "export"},
    };
}

}  // namespace amparo::api
