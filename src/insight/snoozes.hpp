#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/id.hpp"
#include "store/database.hpp"

namespace amparo::insight {

/// What somebody has put off: tasks by their id, until the day they come back. It is theirs alone,
/// on every device of theirs; whoever oversees their work goes on seeing the task.
class Snoozes {
  public:
    /// Those of the user that are not over on that day.
    static Result<Snoozes> of(store::Snapshot& snapshot, std::int64_t user_id, Day today);
    /// When that task of the user comes back; nullopt when it is not put off.
    static Result<std::optional<Day>> find(store::Snapshot& snapshot, std::int64_t user_id,
                                           const std::string& task_id, Day today);

    /// What one person puts off, until when; no day: it comes back at once.
    struct Change {
        std::int64_t user_id = 0;
        std::string task_id;
        std::optional<Day> until;
        Day today{};
    };
    /// Forgets what is over meanwhile. `invalid` when the person has put off too much already.
    static Result<> put(store::Transaction& transaction, const Change& change);

    /// Whether nothing is put off.
    bool empty() const { return until_.empty(); }
    /// When that task comes back; nullopt when it is not put off.
    std::optional<Day> until(const std::string& task_id) const;
    /// The records that they are about, each once.
    std::vector<std::string> records() const;

  private:
    std::map<std::string, Day, std::less<>> until_;
};

/// The record that a task's id names; "" for what is no such id.
std::string record_of_task(const std::string& task_id);

}  // namespace amparo::insight
