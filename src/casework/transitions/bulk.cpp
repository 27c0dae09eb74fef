#include "casework/transitions/bulk.hpp"

#include <functional>

#include "base/crypto.hpp"
#include "base/limits.hpp"
#include "casework/acting_user.hpp"
#include "casework/transitions/eligibility.hpp"
#include "records/derived/values.hpp"
#include "records/events.hpp"
#include "records/record_cache.hpp"

namespace amparo::casework {
namespace {

constexpr std::string_view records_queue = "records";

std::string reason_of(const Error& error) {
    if (!error.message.key.empty()) return error.message.key;
    return error.problems.empty() ? std::string("errors.invalid")
                                  : error.problems.front().message.key;
}

/// Whether this job gave the record to its recipient before it was interrupted.
bool is_done_by(const std::string& job, const json::Object& record) {
    for (const auto* row : records::derived::rows(record, transitions_key)) {
        if (json::string_or(*row, "bulk_job") == job) return true;
    }
    return false;
}

/// The state of a bulk assignment while its job runs.
class BulkAssign {
  public:
    BulkAssign(const access::Actor& actor, records::Service& records, const store::Job& job)
        : actor_(actor),
          records_(records),
          type_(json::string_or(job.payload, "record_type")),
          job_id_(std::to_string(job.id)),
          input_{.to = json::string_or(job.payload, "transitioned_to"),
                 .notes = json::string_or(job.payload, "notes"),
                 .bulk_job = job_id_},
          of_(json::string_list(job.payload, "ids").size()) {}

    Result<> assign_one(const std::string& text) {
        AMPARO_TRY(const auto id, RecordId::parse(text));
        const auto outcome = assign_record(id);
        json::Object row{{"id", text}, {"status", outcome ? "assigned" : "skipped"}};
        if (!outcome) {
            // The ground giving way is no property of the record: the job is tried again.
            if (outcome.error().code == Errc::busy) return std::unexpected(outcome.error());
            row["reason"] = reason_of(outcome.error());
        }
        assigned_ += outcome ? 1U : 0U;
        rows_.emplace_back(std::move(row));
        return {};
    }

    /// How far it is; the word on each record comes with the result, so that many records do not
    /// make every report longer than the one before.
    json::Object progress() const {
        return {{"done", rows_.size()}, {"of", of_}, {"assigned", assigned_}};
    }
    json::Object result() && {
        auto state = progress();
        state["records"] = std::move(rows_);
        return state;
    }

    /// One word on all of them; told again under the same name it reaches nobody twice.
    Result<> tell_recipient() const {
        if (assigned_ == 0) return {};
        const records::Event event{.kind = records::EventKind::assign_bulk,
                                   .record_type = type_,
                                   .actor = actor_.name(),
                                   .recipients = {UserName(input_.to)},
                                   .occurrence = job_id_,
                                   .details = {{"count", assigned_}}};
        const auto told =
            records_.dependencies().database->write([&](store::Transaction& transaction) {
                return store::enqueue_job(transaction, records::event_job(event));
            });
        if (!told) return std::unexpected(told.error());
        return {};
    }

  private:
    Result<> assign_record(const RecordId& id) {
        // Given away, the record may be out of the actor's sight; so this comes before any right.
        const auto& on = records_.dependencies();
        AMPARO_TRY(const auto record, on.cache->find(*on.database, id));
        if (record && is_done_by(job_id_, record->data)) return {};
        AMPARO_CHECK(assign(actor_, records_, {type_, id}, input_));
        return {};
    }

    const access::Actor& actor_;
    records::Service& records_;
    std::string type_;
    std::string job_id_;
    AssignInput input_;
    std::size_t of_ = 0;
    std::size_t assigned_ = 0;
    json::Array rows_ = {};
};

Result<> check_recipient(const access::Actor& actor, const records::Service& records,
                         const std::string& type, const std::string& to) {
    const auto directory = records.dependencies().directory();
    const auto user = to.empty() ? nullptr : directory->user(to);
    const bool can_have = user != nullptr && user->user_name != actor.name() &&
                          may_receive(*directory, {.record_type = type}, *user) &&
                          covers_owner(actor, type, *user);
    if (can_have) return {};
    return refuse_field(Errc::invalid, "transitioned_to",
                        MessageKey{"transition.errors.to_user_can_receive"});
}

/// What is to be done to which cases, and the right it asks for.
struct BulkAct {
    std::string_view right;
    const std::vector<std::string>& ids;
    std::function<Result<json::Object>(const RecordId& id)> run;
};

/// All may be acted on, or nothing is; then each for itself.
Result<BulkOutcome> act_on_each(const access::Actor& actor, const records::Service& records,
                                const BulkAct& act) {
    const auto& [right, ids, run] = act;
    if (!actor.can("case", right)) return refuse(Errc::forbidden, "errors.forbidden");
    if (ids.size() > limits::bulk_records_max)
        return refuse_field(Errc::invalid, "ids", MessageKey{"transition.errors.bulk_limit"});
    std::vector<RecordId> known;
    for (const auto& text : ids) {
        const auto id = RecordId::parse(text);
        if (!id) return refuse(Errc::not_found, "errors.not_found");
        AMPARO_CHECK(records.read_for(actor, "case", *id, right));
        known.push_back(*id);
    }
    BulkOutcome outcome;
    for (const auto& id : known) {
        auto done = run(id);
        if (done)
            outcome.transitions.emplace_back(std::move(*done));
        else if (done.error().message.key == "errors.idempotency_key_reused")
            return std::unexpected(std::move(done).error());  // of the call, not of the record
        else
            outcome.refusals.push_back({id, std::move(done).error()});
    }
    return outcome;
}

/// The input for one of many: sent again under one key, each record has its own answer.
template <class Input>
Input for_one(const Input& input, const RecordId& id) {
    auto own = input;
    if (own.repetition) {
        const auto name = own.repetition->key_hash + id.text();
        own.repetition->key_hash = crypto::hex(crypto::blake2b(name));
    }
    return own;
}

}  // namespace

Result<BulkBegun> assign_many(const access::Actor& actor, records::Service& records,
                              const records::BulkSelection& selection, const AssignInput& input) {
    if (assign_right(actor, selection.record_type).empty())
        return refuse(Errc::forbidden, "errors.forbidden");
    AMPARO_TRY(const auto ids, records::select_for_bulk(actor, records, selection,
                                                        "case.messages.bulk_assign_limit"));
    AMPARO_CHECK(check_recipient(actor, records, selection.record_type, input.to));
    json::Array texts;
    for (const auto& id : ids) texts.emplace_back(id.text());
    return begin_bulk(records,
                      {.queue = std::string(records_queue),
                       .kind = std::string(bulk_assign_kind),
                       .payload = {{"user_name", actor.name().text()},
                                   {"record_type", selection.record_type},
                                   {"transitioned_to", input.to},
                                   {"notes", input.notes},
                                   {"ids", std::move(texts)}}},
                      input.repetition);
}

Result<json::Object> run_bulk_assign(records::Service& records, const store::RunningJob& running) {
    constexpr std::size_t report_every = 10;
    const auto& job = running.job;
    AMPARO_TRY(const auto actor, acting_user(records, json::string_or(job.payload, "user_name")));
    BulkAssign work(actor, records, job);
    std::size_t count = 0;
    for (const auto& text : json::string_list(job.payload, "ids")) {
        if (running.is_stopping()) return refuse(Errc::busy, "errors.busy");
        AMPARO_CHECK(work.assign_one(text));
        if (++count % report_every == 0) AMPARO_CHECK(running.report(work.progress()));
    }
    AMPARO_CHECK(work.tell_recipient());
    return std::move(work).result();
}

Result<BulkOutcome> refer_many(const access::Actor& actor, records::Service& records,
                               const std::vector<std::string>& ids, const ReferralInput& input) {
    return act_on_each(actor, records,
                       {.right = "referral", .ids = ids, .run = [&](const RecordId& id) {
                            return refer(actor, records, id, for_one(input, id));
                        }});
}

Result<BulkOutcome> transfer_many(const access::Actor& actor, records::Service& records,
                                  const std::vector<std::string>& ids, const TransferInput& input) {
    return act_on_each(actor, records,
                       {.right = "transfer", .ids = ids, .run = [&](const RecordId& id) {
                            return transfer(actor, records, id, for_one(input, id));
                        }});
}

}  // namespace amparo::casework
