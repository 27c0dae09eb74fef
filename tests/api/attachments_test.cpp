// Files of records (records.md §15).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <thread>

#include "base/crypto.hpp"
#include "cli/deployment.hpp"
#include "store/documents.hpp"
#include "tests/support/receivers.hpp"
#include "tests/support/world.hpp"

namespace amparo::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

/// A red square of 8 by 8 pixels.
std::string png() {
    return *crypto::from_base64(
        "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEklEQVR4nGP4z8CAFWEXHbQSACj/P8Fu7N9hAAAA"
        "AElFTkSuQmCC");
}

/// The checksum that ends a part of a PNG.
std::string crc_of(std::string_view part) {
    std::uint32_t crc = 0xffffffff;
    for (const char letter : part) {
        crc ^= static_cast<unsigned char>(letter);
        for (int bit = 0; bit < 8; ++bit) crc = crc >> 1U ^ ((crc & 1U) != 0 ? 0xedb88320U : 0U);
    }
    crc = ~crc;
    std::string bytes;
    for (const int shift : {24, 16, 8, 0}) bytes += static_cast<char>(crc >> shift & 0xffU);
    return bytes;
}

json::Object photo() {
    return {{"field_name", "photos"},
            {"attachment_type", "image"},
            {"file_name", "فتاة.png"},
            {"attachment", crypto::base64(png())}};
}

std::string with(json::Object data) {
    return json::write(json::Object{{"data", std::move(data)}});
}

std::string files_of(const std::string& id) {
    return "/api/v2/cases/" + id + "/attachments";
}

TEST(AttachmentsApi, KeepsAFileAndGivesItBackAsItWas) {
    World world;
    const auto id = world.create_case("worker_a", {{"age", 9}});
    auto& worker = world.as("worker_a");
    const auto made = worker.post(files_of(id), with(photo()));
    ASSERT_EQ(made.status, 200) << made.body;
    EXPECT_EQ(made.text("content_type"), "image/png");
    EXPECT_EQ(made.text("digest"), crypto::hex(crypto::sha256(png())));
    const auto path = files_of(id) + "/" + made.text("id");
    const auto file = worker.get(path);
    EXPECT_EQ(file.status, 200);
    EXPECT_EQ(file.body, png());
    EXPECT_EQ(file.header("Content-Type"), "image/png");
    EXPECT_THAT(file.header("Content-Disposition"), HasSubstr("inline"));
    EXPECT_THAT(file.header("Content-Disposition"), HasSubstr("filename*=UTF-8''%D9%81"));
    EXPECT_THAT(file.header("Content-Security-Policy"), HasSubstr("sandbox"));
    EXPECT_EQ(file.header("Cache-Control"), "no-store");
    EXPECT_EQ(worker.get("/api/v2/cases/" + id).text("has_photo"), "true");
}

TEST(AttachmentsApi, GivesPartsAndSmallPictures) {
    World world;
    const auto id = world.create_case("worker_a", {{"age", 9}});
    auto& worker = world.as("worker_a");
    const auto path = files_of(id) + "/" + worker.post(files_of(id), with(photo())).text("id");
    const auto part = worker.get(path, {.headers = {{"Range", "bytes=0-3"}}});
    EXPECT_EQ(part.status, 206);
    EXPECT_EQ(part.body, png().substr(0, 4));
    EXPECT_EQ(worker.get(path + "?size=thumb").status, 200);
    EXPECT_EQ(worker.get(path + "?size=medium").status, 200);
    EXPECT_EQ(worker.get(path + "?size=giant").status, 422);
}

TEST(AttachmentsApi, TakesAFormWithTheBytesAsTheyAre) {
    World world;
    const auto id = world.create_case("worker_a", {{"age", 9}});
    auto& worker = world.as("worker_a");
    const auto part = [](const std::string& head, const std::string& bytes) {
        return "--frontier\r\nContent-Disposition: form-data; " + head + "\r\n\r\n" + bytes +
               "\r\n";
    };
    const auto body = part("name=\"field_name\"", "photos") +
                      part("name=\"attachment_type\"", "image") +
                      part("name=\"file\"; filename=\"a.png\"", png()) + "--frontier--\r\n";
    const Extra form{.headers = {{"Content-Type", "multipart/form-data; boundary=frontier"}}};
    const auto made = worker.post(files_of(id), body, form);
    ASSERT_EQ(made.status, 200) << made.body;
    EXPECT_EQ(made.text("file_name"), "a.png");
    EXPECT_EQ(worker.get(files_of(id) + "/" + made.text("id")).body, png());
    EXPECT_EQ(worker.post(files_of(id), body.substr(0, 80), form).status, 400);
}

TEST(AttachmentsApi, RefusesWhatIsNoFileOfThatKind) {
    World world;
    const auto id = world.create_case("worker_a", {{"age", 9}});
    auto& worker = world.as("worker_a");
    const auto refused = [&](const char* member, const json::Value& value) {
        auto data = photo();
        data[member] = value;
        return worker.post(files_of(id), with(std::move(data)));
    };
    EXPECT_EQ(refused("attachment", "not base64!").detail(), "file");
    EXPECT_EQ(refused("attachment", "").status, 422);
    const json::Value program(crypto::base64("MZ\x90 a program"));
    EXPECT_EQ(refused("attachment", program).detail(), "file");
    EXPECT_THAT(refused("attachment_type", "nonsense").status, ::testing::AnyOf(403, 422));
    EXPECT_THAT(refused("field_name", "nonsense").status, ::testing::AnyOf(403, 422));
    EXPECT_EQ(worker.get("/api/v2/cases/" + id).text("has_photo"), "false");
}

/// The beginning of a recording as browsers make it, with the name of the codec of its only track.
std::string webm(std::string_view codec) {
    using namespace std::string_literals;
    auto bytes =
        "\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\xf7\x81\x01\x42\xf2\x81\x04"s
        "\x42\xf3\x81\x08\x42\x82\x84webm\x42\x87\x81\x04\x42\x85\x81\x02"
        "\x18\x53\x80\x67\x01\xff\xff\xff\xff\xff\xff\xff\x16\x54\xae\x6b\x93\xae\x91"s;
    bytes += "\xd7\x81\x01\x83\x81\x02\x86\x86";
    return bytes + std::string(codec);
}

/// The same of a browser that cannot make WebM.
std::string fragmented_mp4() {
    using namespace std::string_literals;
    return "\0\0\0\x1c"
           "ftypiso5\0\0\2\0iso5iso6mp41\0\0\0\x08moov"s;
}

TEST(AttachmentsApi, TakesWhatBrowsersRecordButNoFilm) {
    World world;
    const auto id = world.create_case("worker_a", {{"age", 9}});
    auto& worker = world.as("worker_a");
    const auto send = [&](const std::string& bytes, const char* name) {
        return worker.post(files_of(id), with({{"field_name", "recorded_audio"},
                                               {"attachment_type", "audio"},
                                               {"file_name", name},
                                               {"attachment", crypto::base64(bytes)}}));
    };
    const auto sound = send(webm("A_OPUS"), "recording.webm");
    ASSERT_EQ(sound.status, 200) << sound.body;
    EXPECT_EQ(sound.text("content_type"), "audio/webm");
    EXPECT_EQ(worker.get(files_of(id) + "/" + sound.text("id")).header("Content-Type"),
              "audio/webm");
    const auto other = send(fragmented_mp4(), "recording.m4a");
    ASSERT_EQ(other.status, 200) << other.body;
    EXPECT_EQ(other.text("content_type"), "audio/mp4");
    EXPECT_EQ(send(webm("V_VP8 "), "recording.webm").detail(), "file");
    EXPECT_EQ(send(webm("A_OPUS") + webm("V_VP8 "), "recording.webm").detail(), "file");
    EXPECT_EQ(send(fragmented_mp4(), "film.mp4").detail(), "file");
}

/// Bounds for the files of all records, in bytes.
void limit_room(World& world, json::Object limits) {
    auto& database = world.deployment().database();
    ASSERT_TRUE(database.write([&](store::Transaction& transaction) -> Result<> {
        AMPARO_TRY(auto settings, store::find_document(transaction, "system_settings", "default"));
        settings->data["system_options"] = std::move(limits);
        AMPARO_CHECK(store::put_document(transaction, {.kind = "system_settings",
                                                       .key = "default",
                                                       .data = settings->data,
                                                       .actor = "test"}));
        return {};
    }));
}

std::size_t files_in(World& world, const std::string& id) {
    return world.as("worker_a").get("/api/v2/cases/" + id).object().at("photos").as_array().size();
}

TEST(AttachmentsApi, EndWhereTheRoomForAllFilesEndsAndTellTheContactPerson) {
    const MailReceiver receiver;
    World world({.settings = {"smtp.host=127.0.0.1", "smtp.security=none",
                              "smtp.port=" + std::to_string(receiver.port()),
                              "smtp.from=amparo@example.org"}});
    const auto size = static_cast<std::int64_t>(png().size());
    limit_room(world, {{"maximum_attachments_space", 3 * size},
                       {"maximum_attachments_space_warning", size}});
    const auto contact =
        world.as("administrator")
            .patch("/api/v2/contact_information", R"({"data":{"email":"contact@example.org"}})");
    ASSERT_EQ(contact.status, 200) << contact.body;
    const auto id = world.create_case("worker_a", {{"name_first", "Wilhelmina"}});
    const auto upload = [&] { return world.as("worker_a").post(files_of(id), with(photo())); };
    EXPECT_EQ(upload().status, 200);
    world.run_jobs();
    EXPECT_EQ(receiver.mails().size(), 0u) << "up to the level of warning";
    EXPECT_EQ(upload().status, 200);
    world.run_jobs();
    ASSERT_EQ(receiver.mails().size(), 1u);
    EXPECT_EQ(receiver.mails()[0].to, "contact@example.org");
    EXPECT_THAT(receiver.mails()[0].body, HasSubstr("66 %"));
    EXPECT_EQ(upload().status, 200) << "exactly as much as fits";
    for (int round = 0; round < 3; ++round) {
        const auto refused = upload();
        EXPECT_EQ(refused.status, 422);
        EXPECT_EQ(refused.detail(), "base");
    }
    world.run_jobs();
    ASSERT_EQ(receiver.mails().size(), 2u) << "once a day";
    EXPECT_THAT(receiver.mails()[1].body, HasSubstr("limit"));
    EXPECT_THAT(receiver.mails()[1].body, Not(HasSubstr("Wilhelmina")));
    EXPECT_EQ(files_in(world, id), 3u);
}

TEST(AttachmentsApi, FitAgainOnceOthersWereRemoved) {
    World world;
    limit_room(world, {{"maximum_attachments_space", static_cast<std::int64_t>(png().size())}});
    const auto id = world.create_case("worker_a", {});
    auto& worker = world.as("worker_a");
    const auto first = worker.post(files_of(id), with(photo()));
    ASSERT_EQ(first.status, 200) << first.body;
    EXPECT_EQ(worker.post(files_of(id), with(photo())).status, 422);
    EXPECT_EQ(worker.del(files_of(id) + "/" + first.text("id")).status, 204);
    EXPECT_EQ(worker.post(files_of(id), with(photo())).status, 200);
}

TEST(AttachmentsApi, OfManyAtOnceKeepsAsManyAsARecordMayHave) {
    World world;
    limit_room(world, {{"maximum_attachments_per_record", 3}});
    const auto id = world.create_case("worker_a", {});
    std::vector<Client> people;
    for (int n = 0; n < 4; ++n) {
        people.push_back(world.anonymous());
        ASSERT_EQ(people.back().sign_in("worker_a", World::password()).status, 200);
    }
    std::atomic<int> kept = 0;
    std::atomic<int> refused = 0;
    {
        std::vector<std::jthread> uploads;
        for (auto& person : people) {
            uploads.emplace_back([&] {
                for (int n = 0; n < 2; ++n) {
                    const auto status = person.post(files_of(id), with(photo())).status;
                    kept += status == 200 ? 1 : 0;
                    refused += status == 422 ? 1 : 0;
                }
            });
        }
    }
    EXPECT_EQ(kept, 3);
    EXPECT_EQ(refused, 5);
    EXPECT_EQ(files_in(world, id), 3u);
}

TEST(AttachmentsApi, ChangesAndRemoves) {
    World world;
    const auto id = world.create_case("worker_a", {{"age", 9}});
    auto& worker = world.as("worker_a");
    const auto path = files_of(id) + "/" + worker.post(files_of(id), with(photo())).text("id");
    EXPECT_EQ(worker.patch(path, R"({"data":{"description":"At school"}})").text("description"),
              "At school");
    const auto refused = worker.patch(path, R"({"data":{"file_name":"x.png"}})");
    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(refused.message(), "Invalid Attachment JSON");
    EXPECT_EQ(refused.detail(), "file_name");
    EXPECT_EQ(worker.del(path).status, 204);
    EXPECT_EQ(worker.get(path).status, 404);
    EXPECT_EQ(worker.del(path).status, 404);
}

TEST(AttachmentsApi, ShowsFilesOnlyToThoseInWhoseScopeTheRecordIs) {
    World world;
    const auto id = world.create_case("worker_a", {{"age", 9}});
    const auto path =
        files_of(id) + "/" + world.as("worker_a").post(files_of(id), with(photo())).text("id");
    const auto other = world.create_case("worker_b", {{"age", 3}});
    auto& stranger = world.as("worker_b");
    EXPECT_EQ(stranger.post(files_of(id), with(photo())).status, 403);
    EXPECT_EQ(stranger.del(path).status, 403);
    const auto number = path.substr(path.rfind('/'));
    EXPECT_EQ(stranger.get(files_of(other) + number).status, 404);
    EXPECT_EQ(world.anonymous().get(path).status, 401);
}

TEST(AttachmentsApi, RefusesPicturesThatUnfoldToFarMoreThanAPhoto) {
    World world;
    const auto id = world.create_case("worker_a", {{"age", 9}});
    auto bomb = photo();
    auto bytes = png();
    // The head of 60,000 by 60,000 pixels, with its checksum.
    const auto head = std::string("IHDR\x00\x00\xEA\x60\x00\x00\xEA\x60\x08\x02\x00\x00\x00", 17);
    bytes.replace(12, 21, head + crc_of(head));
    bomb["attachment"] = crypto::base64(bytes);
    const auto refused = world.as("worker_a").post(files_of(id), with(bomb));
    EXPECT_EQ(refused.status, 422) << refused.body;
    EXPECT_EQ(refused.detail(), "file");
}

/// A part of a PNG with a text in it.
std::string text_part(const std::string& words) {
    const auto content = "tEXt" + words;
    return std::string("\0\0\0", 3) + static_cast<char>(words.size()) + content + crc_of(content);
}

TEST(AttachmentsApi, ForgetsWhereAPictureWasTakenWhicheverProgramSentIt) {
    World world;
    const auto id = world.create_case("worker_a", {{"age", 9}});
    auto& worker = world.as("worker_a");
    const auto end = png().size() - 12;
    const auto sent = png().substr(0, end) + text_part("Comment at Lane 9") + png().substr(end);
    auto file = photo();
    file["attachment"] = crypto::base64(sent);
    const auto made = worker.post(files_of(id), with(file));
    ASSERT_EQ(made.status, 200) << made.body;
    EXPECT_EQ(made.text("digest"), crypto::hex(crypto::sha256(png())));
    EXPECT_EQ(worker.get(files_of(id) + "/" + made.text("id")).body, png());
    // What is cut off inside its head cannot be cleaned, so it is not kept.
    file["attachment"] = crypto::base64(sent.substr(0, 30));
    const auto refused = worker.post(files_of(id), with(file));
    EXPECT_EQ(refused.status, 422) << refused.body;
    EXPECT_EQ(refused.detail(), "file");
}

TEST(AttachmentsApi, ForgetsWhereARecordingWasMade) {
    World world;
    const auto id = world.create_case("worker_a", {{"age", 9}});
    auto& worker = world.as("worker_a");
    using namespace std::string_literals;
    const auto tag = "ID3\x04\0\0\0\0\0\x06"s + "Lane 9";
    const auto sound = "\xff\xfb\x90\x64" + std::string(413, '\0');
    const auto sent = [&](const std::string& bytes) {
        return worker.post(files_of(id), with({{"field_name", "recorded_audio"},
                                               {"attachment_type", "audio"},
                                               {"file_name", "voice.mp3"},
                                               {"attachment", crypto::base64(bytes)}}));
    };
    const auto made = sent(tag + sound + sound);
    ASSERT_EQ(made.status, 200) << made.body;
    EXPECT_EQ(made.text("content_type"), "audio/mpeg");
    EXPECT_EQ(worker.get(files_of(id) + "/" + made.text("id")).body, sound + sound);
    const auto page = sent(tag + "<!DOCTYPE html><html><script>alert(1)</script></html>");
    EXPECT_EQ(page.status, 422) << "a page behind a tag is no sound";
    EXPECT_EQ(page.detail(), "file");
}

TEST(AttachmentsApi, RefusesDetailsThatAreNoAnswers) {
    World world;
    const auto id = world.create_case("worker_a", {{"age", 9}});
    auto& worker = world.as("worker_a");
    const auto refusal = [&](const char* key, json::Value value) {
        auto data = photo();
        data[key] = std::move(value);
        const auto reply = worker.post(files_of(id), with(std::move(data)));
        return std::to_string(reply.status) + " " + reply.detail();
    };
    EXPECT_EQ(refusal("file_name", json::Value(std::string(256, 'a') + ".png")), "422 file_name");
    EXPECT_EQ(refusal("description", json::Value(std::string(100'001, 'a'))), "422 description");
    EXPECT_EQ(refusal("comments", json::Object{{"a", "b"}}), "422 comments");
    EXPECT_EQ(refusal("is_current", "often"), "422 is_current");
    EXPECT_EQ(refusal("description", "At school"), "200 ");
}

TEST(AttachmentsApi, LeavesNothingReadableOnTheDisk) {
    World world;
    const auto id = world.create_case("worker_a", {{"name_first", "Uniquelyinvented"}});
    world.as("worker_a").post(files_of(id), with(photo()));
    for (const auto& entry : std::filesystem::directory_iterator(world.data_directory())) {
        std::ifstream file(entry.path(), std::ios::binary);
        const std::string bytes(std::istreambuf_iterator<char>(file), {});
        EXPECT_THAT(bytes, Not(HasSubstr("Uniquelyinvented"))) << entry.path();
        EXPECT_THAT(bytes, Not(HasSubstr(png()))) << entry.path();
    }
}

}  // namespace
}  // namespace amparo::testing
