// Files that arrive in pieces and are attached to a record at the end.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "base/crypto.hpp"
#include "cli/deployment.hpp"
#include "records/uploads.hpp"
#include "store/sessions.hpp"
#include "tests/support/world.hpp"

namespace amparo::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* uploads = "/api/v2/uploads";
constexpr std::size_t piece_size = records::upload_piece_bytes_min;

/// A text of a bit more than three small pieces, with a word that must not be seen on the disk.
std::string long_text() {
    std::string text;
    while (text.size() < 3 * piece_size + 100)
        text += "line of a secretletter " + std::to_string(text.size()) + "\n";
    return text;
}

std::string announced(const std::string& bytes) {
    return json::write(json::Object{
        {"data", {{"size", bytes.size()}, {"digest", crypto::hex(crypto::sha256(bytes))}}}});
}

/// Which part of a file.
struct Piece {
    std::size_t offset;
    std::size_t size = piece_size;
};

Reply send_piece(Client& client, const std::string& path, const std::string& bytes, Piece piece) {
    return client.patch(path, bytes.substr(piece.offset, piece.size),
                        {.headers = {{"Content-Type", "application/octet-stream"},
                                     {"Upload-Offset", std::to_string(piece.offset)}}});
}

/// Begins an upload and sends all of it; its path.
std::string sent(Client& client, const std::string& bytes) {
    const auto begun = client.post(uploads, announced(bytes));
    EXPECT_EQ(begun.status, 200) << begun.body;
    const auto path = std::string(uploads) + "/" + begun.text("id");
    for (std::size_t offset = 0; offset < bytes.size(); offset += piece_size)
        EXPECT_EQ(send_piece(client, path, bytes, {offset}).status, 200);
    return path;
}

std::string id_in(const std::string& path) {
    return path.substr(std::string(uploads).size() + 1);
}

std::string document(const std::string& upload) {
    return json::write(json::Object{{"data",
                                     {{"field_name", "other_documents"},
                                      {"attachment_type", "document"},
                                      {"file_name", "letter.txt"},
                                      {"upload_id", upload}}}});
}

std::string files_of(const std::string& id) {
    return "/api/v2/cases/" + id + "/attachments";
}

TEST(UploadsApi, PutsPiecesTogetherAgain) {
    World world;
    const auto bytes = long_text();
    const auto id = world.create_case("worker_a", {{"age", 9}});
    auto& worker = world.as("worker_a");
    const auto path = sent(worker, bytes);
    EXPECT_EQ(worker.get(path).text("received"), std::to_string(bytes.size()));
    const Extra once{.headers = {{"Idempotency-Key", "a-key-of-this-upload"}}};
    const auto made = worker.post(files_of(id), document(id_in(path)), once);
    ASSERT_EQ(made.status, 200) << made.body;
    EXPECT_EQ(worker.get(files_of(id) + "/" + made.text("id")).body, bytes);
    EXPECT_EQ(worker.get(path).status, 404) << "what is attached is no upload any more";
    const auto again = worker.post(files_of(id), document(id_in(path)), once);
    EXPECT_EQ(again.status, 200) << "its answer may have been lost";
    EXPECT_EQ(again.text("id"), made.text("id"));
    EXPECT_EQ(worker.post(files_of(id), document(id_in(path))).status, 404);
}

TEST(UploadsApi, GoesOnWhereItWasInterrupted) {
    World world;
    const auto bytes = long_text();
    auto& worker = world.as("worker_a");
    const auto begun = worker.post(uploads, announced(bytes));
    const auto path = std::string(uploads) + "/" + begun.text("id");
    EXPECT_EQ(send_piece(worker, path, bytes, {0}).status, 200);
    EXPECT_EQ(send_piece(worker, path, bytes, {0}).status, 409) << "it has arrived";
    EXPECT_EQ(send_piece(worker, path, bytes, {2 * piece_size}).status, 409) << "a gap";
    const auto there = worker.get(path);
    EXPECT_EQ(there.text("received"), std::to_string(piece_size));
    EXPECT_EQ(send_piece(worker, path, bytes, {piece_size}).status, 200);
}

TEST(UploadsApi, BelongsToWhoeverBeganIt) {
    World world;
    const auto bytes = long_text();
    const auto id = world.create_case("worker_c", {{"age", 9}});
    const auto path = sent(world.as("worker_a"), bytes);
    auto& other = world.as("worker_c");
    EXPECT_EQ(other.get(path).status, 404);
    EXPECT_EQ(send_piece(other, path, bytes, {0}).status, 404);
    EXPECT_EQ(other.del(path).status, 404);
    EXPECT_EQ(other.post(files_of(id), document(id_in(path))).status, 404);
    EXPECT_EQ(world.anonymous().get(path).status, 401);
    EXPECT_EQ(world.as("worker_a").get(path).status, 200);
}

TEST(UploadsApi, AsksForTheSameRightsAsAFileInOnePiece) {
    World world;
    const auto id = world.create_case("worker_a", {{"age", 9}});
    const auto bytes = long_text();
    const auto path = sent(world.as("worker_c"), bytes);
    EXPECT_EQ(world.as("worker_c").post(files_of(id), document(id_in(path))).status, 403);
    EXPECT_EQ(world.as("supervisor").post(uploads, announced(bytes)).status, 403)
        << "whoever writes no record sends no files";
}

TEST(UploadsApi, RefusesWhatIsNotWhatWasAnnounced) {
    World world;
    const auto id = world.create_case("worker_a", {{"age", 9}});
    auto& worker = world.as("worker_a");
    const auto bytes = long_text();
    auto changed = bytes;
    changed[7] = '#';
    const auto begun = worker.post(uploads, announced(bytes));
    const auto path = std::string(uploads) + "/" + begun.text("id");
    EXPECT_EQ(worker.post(files_of(id), document(id_in(path))).detail(), "upload_id")
        << "nothing has arrived";
    for (std::size_t offset = 0; offset < changed.size(); offset += piece_size)
        EXPECT_EQ(send_piece(worker, path, changed, {offset}).status, 200);
    EXPECT_EQ(send_piece(worker, path, changed, {changed.size()}).status, 422) << "nothing is left";
    const auto refused = worker.post(files_of(id), document(id_in(path)));
    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(refused.detail(), "upload_id");
    EXPECT_EQ(worker.post(files_of(id), document("nonsense")).status, 422);
}

TEST(UploadsApi, ChecksTheFileAsAWhole) {
    World world;
    const auto id = world.create_case("worker_a", {{"age", 9}});
    auto& worker = world.as("worker_a");
    const auto path = sent(worker, "MZ\x90 a program" + std::string(2 * piece_size, '\x01'));
    EXPECT_EQ(worker.post(files_of(id), document(id_in(path))).detail(), "file");
}

TEST(UploadsApi, LimitsSizesAndNumbers) {
    World world;
    auto& worker = world.as("worker_a");
    const auto announce = [&](const json::Value& size, const std::string& digest) {
        return worker
            .post(uploads,
                  json::write(json::Object{{"data", {{"size", size}, {"digest", digest}}}}))
            .status;
    };
    const std::string digest(64, 'a');
    EXPECT_EQ(announce(0, digest), 422);
    EXPECT_EQ(announce((20 << 20) + 1, digest), 422);
    EXPECT_EQ(announce(100, "short"), 422);
    EXPECT_EQ(announce(100, std::string(64, 'G')), 422);
    for (int n = 0; n < 3; ++n) EXPECT_EQ(announce(20 << 20, digest), 200);
    EXPECT_EQ(announce(1, digest), 429) << "60 MiB are on the way";
}

TEST(UploadsApi, LimitsPieces) {
    World world;
    auto& worker = world.as("worker_a");
    const std::string bytes(3U << 20U, 'x');
    const auto path =
        std::string(uploads) + "/" + worker.post(uploads, announced(bytes)).text("id");
    EXPECT_EQ(send_piece(worker, path, bytes, {0, 100}).status, 422) << "too small";
    EXPECT_EQ(send_piece(worker, path, bytes, {0, (1U << 20U) + 1}).status, 413);
    EXPECT_EQ(worker.patch(path, "{}").status, 415);
    const auto without_place =
        worker.patch(path, bytes.substr(0, piece_size),
                     {.headers = {{"Content-Type", "application/octet-stream"}}});
    EXPECT_EQ(without_place.status, 422);
    EXPECT_EQ(send_piece(worker, path, bytes, {0, 1U << 20U}).status, 200);
}

TEST(UploadsApi, CanBeCancelled) {
    World world;
    auto& worker = world.as("worker_a");
    const auto path = sent(worker, long_text());
    EXPECT_EQ(worker.del(path).status, 204);
    EXPECT_EQ(worker.get(path).status, 404);
    EXPECT_EQ(worker.del(path).status, 404);
    EXPECT_EQ(worker.get(std::string(uploads) + "/nonsense").status, 404);
}

TEST(UploadsApi, IsForgottenAfterADayAndSealedUntilThen) {
    World world;
    auto& worker = world.as("worker_a");
    sent(worker, long_text());
    for (const auto& entry : std::filesystem::directory_iterator(world.data_directory())) {
        std::ifstream file(entry.path(), std::ios::binary);
        const std::string bytes(std::istreambuf_iterator<char>(file), {});
        EXPECT_THAT(bytes, Not(HasSubstr("secretletter"))) << entry.path();
        EXPECT_THAT(bytes, Not(HasSubstr(crypto::base64("secretletter").substr(0, 12))));
    }
    auto& database = world.deployment().database();
    const auto later = database.clock().now() + std::chrono::hours(25);
    const auto gone = database.write([&](store::Transaction& transaction) {
        return store::expire_volatile(transaction, later);
    });
    EXPECT_GE(gone.value(), 5U) << "the upload and its four pieces";
}

}  // namespace
}  // namespace amparo::testing
