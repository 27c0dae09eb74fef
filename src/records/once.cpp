#include "records/once.hpp"

#include "records/detail/repetition.hpp"

namespace amparo::records {

Result<json::Object> write_once(const Dependencies& on, const std::optional<Repetition>& repetition,
                                const OnceWrite& write) {
    return on.database->write([&](store::Transaction& transaction) -> Result<json::Object> {
        AMPARO_TRY(auto first, detail::find_repetition(transaction, repetition));
        if (first) return std::move(first->data);
        AMPARO_TRY(auto answer, write(transaction));
        const RecordAnswer kept{.id = {}, .data = answer};
        AMPARO_CHECK(detail::keep_repetition(transaction, repetition, kept, on.clock->now()));
        return answer;
    });
}

Result<std::optional<json::Object>> kept_answer(const Dependencies& on,
                                                const Repetition& repetition) {
    return on.database->read([&](store::Snapshot& snapshot) -> Result<std::optional<json::Object>> {
        AMPARO_TRY(auto first, detail::find_repetition(snapshot, repetition));
        if (!first) return std::optional<json::Object>();
        return std::optional(std::move(first->data));
    });
}

Result<> keep_answer(const Dependencies& on, const Repetition& repetition,
                     const json::Object& answer) {
    const auto same = [&](store::Transaction&) -> Result<json::Object> { return answer; };
    AMPARO_CHECK(write_once(on, repetition, same));
    return {};
}

}  // namespace amparo::records
