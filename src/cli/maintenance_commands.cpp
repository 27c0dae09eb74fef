#include "cli/maintenance_commands.hpp"

#include "base/clock.hpp"
#include "base/random.hpp"
#include "cli/deployment.hpp"
#include "cli/people.hpp"
#include "cli/progress.hpp"
#include "notify/webhooks/health.hpp"
#include "store/maintenance.hpp"

namespace amparo::cli {
namespace {

/// Just keys and rows, for commands that must work on a deployment that does not load.
struct OpenStore {
    SystemClock clock;
    SystemRandom random;
    std::unique_ptr<store::KeyRing> keys;
    std::unique_ptr<store::Database> database;

    static Result<std::unique_ptr<OpenStore>> open(const CommonOptions& options) {
        AMPARO_TRY(const auto settings, load_settings(options));
        auto opened = std::make_unique<OpenStore>();
        AMPARO_TRY(opened->keys, open_keys(key_file(options, settings)));
        AMPARO_TRY(opened->database, open_database(database_options(options, settings),
                                                   *opened->keys, opened->clock, opened->random));
        return opened;
    }
};

MessageKey with_counts(const char* key, const store::Verification& found) {
    MessageKey message(key);
    message.arguments = {{"changes", std::to_string(found.changes)},
                         {"records", std::to_string(found.records)},
                         {"blobs", std::to_string(found.blobs)}};
    return message;
}

MessageKey with_file(const char* key, const std::filesystem::path& file) {
    MessageKey message(key);
    message.arguments = {{"file", file.string()}};
    return message;
}

}  // namespace

Result<> initialise(const CommonOptions& options, const Console& console) {
    AMPARO_TRY(const auto deployment, Deployment::open(options));
    AMPARO_CHECK(ensure_administrator(*deployment, console));
    console.say(with_file("cli.initialised", options.data));
    return {};
}

Result<bool> verify(const CommonOptions& options, const Console& console) {
    AMPARO_TRY(const auto opened, OpenStore::open(options));
    ProgressLine line(console, "cli.verifying");
    AMPARO_TRY(const auto found, store::verify(*opened->database, line.reporter()));
    for (const auto& finding : found.findings) console.say(finding);
    console.say(with_counts(found.good() ? "cli.verified" : "cli.not_verified", found));
    return found.good();
}

Result<> back_up(const CommonOptions& options, const std::filesystem::path& file,
                 const Console& console) {
    AMPARO_TRY(const auto opened, OpenStore::open(options));
    ProgressLine line(console, "cli.backing_up");
    AMPARO_CHECK(store::backup(*opened->database, file, line.reporter()));
    console.say(with_file("cli.backed_up", file));
    return {};
}

Result<> restore(const CommonOptions& options, const std::filesystem::path& file,
                 const Console& console) {
    std::error_code error;
    std::filesystem::create_directories(options.data, error);
    AMPARO_TRY(const auto settings, load_settings(options));
    ProgressLine line(console, "cli.restoring");
    AMPARO_CHECK(store::restore(file, database_options(options, settings), line.reporter()));
    console.say(with_file("cli.restored", file));
    return {};
}

Result<> rotate_key(const CommonOptions& options, const Console& console) {
    AMPARO_TRY(const auto opened, OpenStore::open(options));
    AMPARO_TRY(const auto id, opened->keys->rotate(opened->random));
    ProgressLine line(console, "cli.resealing");
    AMPARO_TRY(const auto count, store::reseal(*opened->database, line.reporter()));
    MessageKey done("cli.rotated");
    done.arguments = {{"key", id}, {"count", std::to_string(count)}};
    console.say(done);
    return {};
}

Result<bool> examine(const CommonOptions& options, const Console& console) {
    const auto settings = load_settings(options);
    if (!settings) {
        console.complain(settings.error());
        return false;
    }
    bool good = true;
    const auto tell = [&](const std::vector<store::Finding>& findings) {
        for (const auto& finding : findings) {
            console.say(finding.what);
            good = good && finding.good;
        }
    };
    tell(store::examine(database_options(options, *settings), key_file(options, *settings)));
    // Only what is sound may be opened: opening brings a schema up to date.
    if (good) {
        AMPARO_TRY(const auto opened, OpenStore::open(options));
        AMPARO_TRY(const auto webhooks, notify::examine_webhooks(*opened->database));
        tell(webhooks);
    }
    console.say(good ? "cli.doctor_good" : "cli.doctor_bad");
    return good;
}

}  // namespace amparo::cli
