#pragma once

#include <string>

#include "casework/transitions/operations.hpp"
#include "records/records_test_support.hpp"

namespace amparo::casework {

/// Cases of worker_a and what the invented people of a RecordsWorld do with them.
class TransitionWorld {
  public:
    TransitionWorld();

    /// A case of worker_a that may be shared, with one service "s1".
    RecordId new_case();
    /// One without any consent.
    RecordId new_case_without_consent();

    Result<json::Object> assign(const std::string& by, const RecordId& id, const std::string& to);
    Result<json::Object> refer(const std::string& by, const RecordId& id, ReferralInput input);
    Result<json::Object> transfer(const std::string& by, const RecordId& id, const std::string& to);
    Result<json::Object> answer(const std::string& by, const RecordId& id,
                                const json::Object& transition, TransitionStatus status);

    /// Sets a system setting, as an administrator would.
    void set_option(std::string_view name, json::Value value);

    json::Object data(const RecordId& id) { return world.stored(id).data; }
    std::string text(const RecordId& id, std::string_view key) {
        return json::string_or(data(id), key);
    }
    std::vector<std::string> list(const RecordId& id, std::string_view key) {
        return json::string_list(data(id), key);
    }
    /// The types of the record's alerts.
    std::vector<std::string> alerts(const RecordId& id);
    /// "kind:recipient" of what people are told, oldest first.
    std::vector<std::string> told();
    /// Whether the user may open the record.
    bool may_read(const std::string& user, const RecordId& id);

    records::RecordsWorld world;
};

/// The number under the key, as a job's result has it; -1 without one.
int count_of(const json::Object& result, std::string_view key);
/// What went wrong, as "field message"; "" when nothing did.
std::string refusal(const Result<json::Object>& outcome);

}  // namespace amparo::casework
