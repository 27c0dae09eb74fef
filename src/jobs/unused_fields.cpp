#include "jobs/unused_fields.hpp"

#include "insight/field_use.hpp"

namespace amparo::jobs {
namespace {

constexpr std::string_view report_kind = "unused_fields_report";
constexpr std::string_view report_key = "current";

}  // namespace

Result<json::Object> report_unused_fields(const records::Service& records,
                                          const store::RunningJob& running) {
    const auto& on = records.dependencies();
    AMPARO_TRY(const auto tables, insight::count_field_use(on, running.is_stopping));
    const auto now = on.clock->now();
    json::Object report{{"generated_at", format_instant(now)},
                        {"tables", insight::to_json(tables)}};
    AMPARO_CHECK(on.database->write([&](store::Transaction& transaction) {
        return store::put_document(transaction, {.kind = std::string(report_kind),
                                                 .key = std::string(report_key),
                                                 .data = report,
                                                 .actor = "system",
                                                 .at = now});
    }));
    std::size_t unused = 0;
    for (const auto& table : tables) {
        for (const auto& use : table.fields) unused += use.filled == 0 ? 1U : 0U;
    }
    return json::Object{{"unused", unused}};
}

Result<std::optional<json::Object>> unused_fields_report(store::Snapshot& snapshot) {
    AMPARO_TRY(auto document, store::find_document(snapshot, report_kind, report_key));
    if (!document) return std::nullopt;
    return std::optional(std::move(document->data));
}

}  // namespace amparo::jobs
