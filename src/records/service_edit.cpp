#include "records/detail/edit_run.hpp"
#include "records/detail/reply.hpp"
#include "records/service.hpp"

namespace amparo::records {
namespace {

Result<std::optional<RecordAnswer>> first_answer(const Dependencies& on,
                                                 const std::optional<Repetition>& repetition) {
    if (!repetition) return std::optional<RecordAnswer>();
    return on.database->read(
        [&](store::Snapshot& snapshot) { return detail::find_repetition(snapshot, repetition); });
}

}  // namespace

// Read, decide and write is tried again when someone else wrote one of the records in between:
// the outcome of one write lock, but nobody waits while rules are computed (records.md §14).
Result<std::vector<Draft>> Service::edit(const access::Actor& actor, const EditStep& step) {
    for (int attempts = 0; attempts < detail::attempts_max; ++attempts) {
        const detail::WriteContext context(dependencies_, actor, "");
        Edit edit(context);
        detail::EditRun run(edit);
        AMPARO_CHECK(step(edit));
        AMPARO_CHECK(run.settle());
        const auto stored = dependencies_.database->write(
            [&](store::Transaction& transaction) { return run.put(transaction); });
        if (stored) return run.take();
        if (!detail::lost_the_race(stored.error())) return std::unexpected(stored.error());
    }
    return refuse(Errc::busy, "errors.busy");
}

Result<json::Object> Service::edit_once(const access::Actor& actor, const EditStep& step,
                                        const EditReply& reply,
                                        const std::optional<Repetition>& repetition) {
    for (int attempts = 0; attempts < detail::attempts_max; ++attempts) {
        const detail::WriteContext context(dependencies_, actor, "");
        AMPARO_TRY(auto first, first_answer(dependencies_, repetition));
        if (first) return std::move(first->data);
        Edit edit(context);
        detail::EditRun run(edit);
        AMPARO_CHECK(step(edit));
        AMPARO_CHECK(run.settle());
        const auto drafts = run.preview();
        AMPARO_REQUIRE(!drafts.empty());
        RecordAnswer answer{.id = drafts.front().id(), .data = reply(drafts)};
        auto earlier = dependencies_.database->write([&](store::Transaction& transaction) {
            return detail::put_once(
                transaction, run, {.repetition = repetition, .answer = answer, .now = context.now});
        });
        if (earlier) return *earlier ? std::move((*earlier)->data) : std::move(answer.data);
        if (!detail::lost_the_race(earlier.error())) return std::unexpected(earlier.error());
    }
    return refuse(Errc::busy, "errors.busy");
}

json::Object Service::visible_changes(const access::Actor& actor, const Draft& draft) const {
    const detail::WriteContext context(dependencies_, actor, draft.type());
    return detail::answer_for(context, draft.before, draft.record).data;
}

}  // namespace amparo::records
