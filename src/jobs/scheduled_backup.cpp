#include "jobs/scheduled_backup.hpp"

#include <algorithm>
#include <vector>

#include "base/log.hpp"
#include "store/maintenance.hpp"

namespace amparo::jobs {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view shape = "amparo-00000000T000000000Z.amparo";  // 0: any digit
constexpr std::string_view unfinished =
    ".part";  // what store::backup calls a file until it is whole

std::string name_of(Instant due) {
    auto moment = format_instant(due);
    std::erase_if(moment,
                  [](char letter) { return letter == '-' || letter == ':' || letter == '.'; });
    return "amparo-" + moment + ".amparo";
}

bool is_ours(std::string_view name) {
    return name.size() == shape.size() &&
           std::ranges::equal(name, shape, [](char letter, char wanted) {
               return wanted == '0' ? letter >= '0' && letter <= '9' : letter == wanted;
           });
}

/// What earlier runs left in the folder.
struct Holdings {
    std::vector<fs::path> backups;  // the oldest first
    std::vector<fs::path> remains;  // of runs that did not end
};

Result<Holdings> look_into(const fs::path& folder) {
    std::error_code error;
    Holdings found;
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
        const auto name = at->path().filename().string();
        if (is_ours(name)) found.backups.push_back(at->path());
        if (name.ends_with(unfinished) &&
            is_ours(std::string_view(name).substr(0, name.size() - unfinished.size())))
            found.remains.push_back(at->path());
    }
    if (error) return refuse(Errc::busy, "errors.backup.folder", error.message());
    std::ranges::sort(found.backups);
    return found;
}

Result<> remove_all(std::span<const fs::path> files) {
    for (const auto& file : files) {
        std::error_code error;
        fs::remove(file, error);
        if (error) return refuse(Errc::busy, "errors.backup.folder", error.message());
    }
    return {};
}

}  // namespace

Result<json::Object> back_up(store::Database& database, const BackupPlan& plan,
                             const store::RunningJob& running) {
    const auto now = database.clock().now().time_since_epoch().count();
    const Instant due{
        std::chrono::milliseconds(json::integer_or(running.job.payload, "due_at", now))};
    const auto file = plan.folder / name_of(due);
    AMPARO_TRY(const auto before, look_into(plan.folder));
    AMPARO_CHECK(remove_all(before.remains));
    const bool is_done = std::ranges::find(before.backups, file) != before.backups.end();
    if (!is_done) {
        const auto watch = [&](std::size_t, std::size_t) {
            if (running.is_stopping()) throw Outage("stopping");
        };
        AMPARO_CHECK(store::backup(database, file, watch));
    }
    const auto bytes = fs::file_size(file);  // while it is there: a late one may be the oldest
    AMPARO_TRY(const auto after, look_into(plan.folder));
    const auto surplus = after.backups.size() - std::min(after.backups.size(), plan.keep);
    AMPARO_CHECK(remove_all(std::span(after.backups).first(surplus)));
    log::info("backup.written", {{"file", file.filename().string()}, {"removed", surplus}});
    return json::Object{{"file", file.filename().string()}, {"bytes", bytes}, {"removed", surplus}};
}

}  // namespace amparo::jobs
