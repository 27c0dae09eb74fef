#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstring>
#include <thread>

#include "store/maintenance.hpp"
#include "store/store_test_support.hpp"

namespace amparo::store {
namespace {

constexpr int databases = 10;
constexpr int kills_each = 5;
constexpr int writers = 4;

/// What a writer says when a write has been acknowledged. Small enough for one atomic write to a
/// pipe, and plain bytes.
struct Acknowledged {
    std::array<std::uint8_t, 16> id;
    Revision revision;
};

/// The process that is killed: writes as fast as it can, and says so after each write.
[[noreturn]] void write_until_killed(StoreWorld& world, int acknowledgements) {
    const auto database = world.open();
    std::vector<std::thread> threads;
    for (int writer = 0; writer < writers; ++writer) {
        threads.emplace_back([&] {
            std::optional<StoredRecord> last;
            for (int round = 0;; ++round) {
                const auto record = round % 3 == 2 ? next_revision(*last, "Ben")
                                                   : new_case(RecordId::random(world.random));
                last = database
                           ->write([&](Transaction& transaction) {
                               return put_record(transaction, record);
                           })
                           .value();
                const Acknowledged said{last->id.uuid().bytes(), last->revision};
                if (::write(acknowledgements, &said, sizeof said) != sizeof said) _exit(1);
            }
        });
    }
    for (auto& thread : threads) thread.join();
    _exit(1);
}

std::vector<Acknowledged> read_all(int descriptor) {
    std::vector<Acknowledged> all;
    Acknowledged said{};
    while (::read(descriptor, &said, sizeof said) == sizeof said) all.push_back(said);
    return all;
}

/// Starts a writer, kills it in the middle of its work, and gives what it had acknowledged.
std::vector<Acknowledged> write_and_kill(StoreWorld& world, std::chrono::milliseconds life) {
    int ends[2];
    if (::pipe(ends) != 0) throw std::runtime_error("pipe failed");
    const pid_t child = ::fork();
    if (child == 0) {
        ::close(ends[0]);
        write_until_killed(world, ends[1]);
    }
    ::close(ends[1]);
    std::vector<Acknowledged> all;
    std::thread reader([&] { all = read_all(ends[0]); });
    std::this_thread::sleep_for(life);
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    reader.join();
    ::close(ends[0]);
    EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
    return all;
}

void expect_all_there(Database& database, const std::vector<Acknowledged>& all) {
    database.read([&](Snapshot& snapshot) {
        for (const auto& said : all) {
            const auto found = find_record(snapshot, RecordId(Uuid(said.id)));
            EXPECT_TRUE(found && *found && (*found)->revision >= said.revision);
        }
        return true;
    });
}

TEST(Crash, FiftyKillsLoseNothingThatWasAcknowledged) {
    std::size_t acknowledged = 0;
    for (int at = 0; at < databases; ++at) {
        StoreWorld world("sqlite");
        world.open();
        std::vector<Acknowledged> all;
        for (int kill = 0; kill < kills_each; ++kill) {
            const auto life = std::chrono::milliseconds(25 + 7 * ((at + 3 * kill) % 10));
            const auto more = write_and_kill(world, life);
            all.insert(all.end(), more.begin(), more.end());
            const auto database = world.open();
            expect_all_there(*database, all);
            EXPECT_THAT(verify(*database, {}).value().findings, ::testing::IsEmpty());
        }
        acknowledged += all.size();
    }
    // The kills must have met a load, or the test proves nothing.
    EXPECT_GT(acknowledged, 500u);
}

}  // namespace
}  // namespace amparo::store
