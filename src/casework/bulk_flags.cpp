#include "casework/bulk_flags.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "casework/acting_user.hpp"
#include "casework/detail/flag_wire.hpp"
#include "records/derived/values.hpp"
#include "records/once.hpp"

namespace amparo::casework {
namespace {

constexpr std::string_view records_queue = "records";

json::Array texts_of(const std::vector<RecordId>& ids) {
    json::Array texts;
    for (const auto& id : ids) texts.emplace_back(id.text());
    return texts;
}

/// Flags one record as the job says; nothing when this job has done so before.
Result<> flag_one(const access::Actor& actor, records::Service& records, const store::Job& job,
                  const RecordId& id) {
    const auto type = json::string_or(job.payload, "record_type");
    AMPARO_TRY(const auto record, records.read_for(actor, type, id, "flag_multiple"));
    for (const auto* flag : records::derived::rows(record.data, detail::flags_key)) {
        if (json::integer_or(*flag, "job", 0) == job.id) return {};
    }
    const FlagInput input{.message = json::string_or(job.payload, "message"),
                          .date = json::string_or(job.payload, "date"),
                          .job = job.id};
    AMPARO_CHECK(raise_flag(actor, records, {.record_type = type, .id = id}, input));
    return {};
}

}  // namespace

Result<BulkBegun> flag_many(const access::Actor& actor, records::Service& records,
                            const records::BulkSelection& selection, const FlagInput& input) {
    if (!actor.can(selection.record_type, "flag_multiple"))
        return refuse(Errc::forbidden, "errors.forbidden");
    if (text::trim(input.message).empty())
        return refuse_field(Errc::invalid, "message", MessageKey{"errors.fields.required"});
    if (!input.date.empty() && !parse_day(input.date))
        return refuse_field(Errc::invalid, "date", MessageKey{"errors.date"});
    AMPARO_TRY(const auto ids, records::select_for_bulk(actor, records, selection,
                                                        "case.messages.bulk_flag_limit"));
    return begin_bulk(records,
                      {.queue = std::string(records_queue),
                       .kind = std::string(bulk_flag_kind),
                       .payload = {{"user_name", actor.name().text()},
                                   {"record_type", selection.record_type},
                                   {"message", input.message},
                                   {"date", input.date},
                                   {"ids", texts_of(ids)}}},
                      input.repetition);
}

Result<BulkBegun> begin_bulk(const records::Service& records, const store::Job& job,
                             const std::optional<records::Repetition>& repetition) {
    const auto begin = [&](store::Transaction& transaction) -> Result<json::Object> {
        AMPARO_TRY(const auto number, store::enqueue_job(transaction, job));
        return json::Object{{"job", number},
                            {"matched", json::string_list(job.payload, "ids").size()}};
    };
    AMPARO_TRY(const auto begun, records::write_once(records.dependencies(), repetition, begin));
    return BulkBegun{.job = begun.at("job").to_number<std::int64_t>(),
                     .matched = begun.at("matched").to_number<std::size_t>()};
}

Result<json::Object> run_bulk_flag(records::Service& records, const store::RunningJob& running) {
    const auto& job = running.job;
    AMPARO_TRY(const auto actor, acting_user(records, json::string_or(job.payload, "user_name")));
    const auto ids = json::string_list(job.payload, "ids");
    json::Array failed;
    std::size_t done = 0;
    for (const auto& text : ids) {
        if (running.is_stopping()) return refuse(Errc::busy, "errors.busy");
        AMPARO_TRY(const auto id, RecordId::parse(text));
        const auto flagged = flag_one(actor, records, job, id);
        if (flagged)
            ++done;
        else
            failed.emplace_back(
                json::Object{{"id", text}, {"message", flagged.error().message.key}});
        AMPARO_CHECK(running.report({{"done", done}, {"of", ids.size()}, {"failed", failed}}));
    }
    return json::Object{{"done", done}, {"of", ids.size()}, {"failed", std::move(failed)}};
}

}  // namespace amparo::casework
