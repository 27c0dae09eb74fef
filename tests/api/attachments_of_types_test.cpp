// Files of incidents and tracing requests: the same calls as for cases (attachments_test.cpp), each
// with who may and who may not (records.md §15).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "base/crypto.hpp"
#include "tests/support/people.hpp"
#include "tests/support/wire.hpp"

namespace amparo::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

/// A red square of 8 by 8 pixels.
constexpr const char* square =
    "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEklEQVR4nGP4z8CAFWEXHbQSACj/P8Fu7N9hAAAA"
    "AElFTkSuQmCC";

struct Kind {
    std::string type;
    std::string segment;
    std::string form;
    std::string field;
};

WorldOptions with_pictures_of_incidents() {
    return {.form_fields = {
                {"cp_incident_form",
                 json::Array{json::Object{{"name", "evidence"},
                                          {"type", "photo_upload_box"},
                                          {"display_name", json::Object{{"en", "Evidence"}}}}}}}};
}

class AttachmentsOfTypes : public ::testing::TestWithParam<Kind> {
  protected:
    AttachmentsOfTypes() : world(with_pictures_of_incidents()) {
        const auto& kind = GetParam();
        const json::Object may{{kind.type, json::Array{"read", "write", "create"}}};
        add_person(world,
                   {.user_name = "keeper", .permissions = may, .forms = {{kind.form, "rw"}}});
        add_person(world, {.user_name = "stranger",
                           .permissions = may,
                           .agency = "AGENCY-2",
                           .group = "usergroup-primero-ftr",
                           .forms = {{kind.form, "rw"}}});
        add_person(world, {.user_name = "reader",
                           .permissions = {{kind.type, json::Array{"read"}}},
                           .scope = "group",
                           .forms = {{kind.form, "r"}}});
        record = new_record("keeper");
    }

    std::string new_record(const std::string& user) {
        const auto made = world.as(user).post("/api/v2/" + GetParam().segment,
                                              R"({"data":{"module_id":"primeromodule-cp"}})");
        EXPECT_EQ(made.status, 200) << made.body;
        return "/api/v2/" + GetParam().segment + "/" + made.text("id");
    }
    static std::string picture() {
        return wire({{"field_name", GetParam().field},
                     {"attachment_type", "image"},
                     {"file_name", "a.png"},
                     {"attachment", square}});
    }
    std::string attach() {
        const auto made = world.as("keeper").post(record + "/attachments", picture());
        EXPECT_EQ(made.status, 200) << made.body;
        return "/attachments/" + made.text("id");
    }
    Reply shown() { return world.as("keeper").get(record); }

    World world;
    std::string record;
};

TEST_P(AttachmentsOfTypes, AreKeptShownDescribedPrintedAndRemoved) {
    auto& keeper = world.as("keeper");
    const auto made = keeper.post(record + "/attachments", picture());
    ASSERT_EQ(made.status, 200) << made.body;
    EXPECT_EQ(made.text("content_type"), "image/png");
    const auto one = record + "/attachments/" + made.text("id");
    EXPECT_THAT(shown().body, HasSubstr(one)) << "the record names where its files are";
    const auto bytes = keeper.get(one);
    ASSERT_EQ(bytes.status, 200);
    EXPECT_EQ(bytes.body, *crypto::from_base64(square));
    EXPECT_EQ(keeper.patch(one, R"({"data":{"comments":"By the gate"}})").text("comments"),
              "By the gate");
    EXPECT_THAT(shown().body, HasSubstr("By the gate"));
    const auto page = keeper.get(one + "/pdf");
    ASSERT_EQ(page.status, 200) << page.body;
    EXPECT_THAT(page.body, StartsWith("%PDF-"));
    EXPECT_EQ(keeper.get(one + "/docx").status, 404);
    EXPECT_EQ(keeper.del(one).status, 204);
    EXPECT_EQ(keeper.get(one).status, 404);
    EXPECT_EQ(keeper.get(one + "/pdf").status, 404);
    EXPECT_TRUE(shown().object().at(GetParam().field).as_array().empty()) << shown().body;
}

TEST_P(AttachmentsOfTypes, AreShownToReadersAndChangedByWritersOnly) {
    const auto one = record + attach();
    const auto before = shown().body;
    auto& reader = world.as("reader");
    EXPECT_EQ(reader.get(one).status, 200);
    EXPECT_EQ(reader.get(one + "/pdf").status, 200);
    for (const auto* name : {"reader", "stranger", "provider"}) {
        auto& other = world.as(name);
        EXPECT_EQ(other.post(record + "/attachments", picture()).status, 403) << name;
        EXPECT_EQ(other.patch(one, R"({"data":{"comments":"x"}})").status, 403) << name;
        EXPECT_EQ(other.del(one).status, 403) << name;
    }
    for (const auto* name : {"stranger", "provider"}) {
        EXPECT_EQ(world.as(name).get(one).status, 403) << name;
        EXPECT_EQ(world.as(name).get(one + "/pdf").status, 403) << name;
    }
    auto nobody = world.anonymous();
    EXPECT_EQ(nobody.post(record + "/attachments", picture()).status, 401);
    EXPECT_EQ(nobody.get(one).status, 401);
    EXPECT_EQ(nobody.get(one + "/pdf").status, 401);
    EXPECT_EQ(nobody.patch(one, R"({"data":{"comments":"x"}})").status, 401);
    EXPECT_EQ(nobody.del(one).status, 401);
    EXPECT_EQ(shown().body, before);
}

TEST_P(AttachmentsOfTypes, BelongToTheRecordOfThePath) {
    const auto file = attach();
    auto& keeper = world.as("keeper");
    const auto child = world.create_case("super", {{"age", 7}});
    for (const auto& elsewhere : {new_record("keeper"), "/api/v2/cases/" + child}) {
        auto& person = elsewhere.starts_with("/api/v2/cases") ? world.as("super") : keeper;
        EXPECT_EQ(person.get(elsewhere + file).status, 404) << elsewhere;
        EXPECT_EQ(person.get(elsewhere + file + "/pdf").status, 404) << elsewhere;
        EXPECT_EQ(person.patch(elsewhere + file, R"({"data":{"comments":"x"}})").status, 404);
        EXPECT_EQ(person.del(elsewhere + file).status, 404) << elsewhere;
    }
    EXPECT_EQ(keeper.get(record + "/attachments/first").status, 404);
    EXPECT_EQ(keeper.get(record + file).status, 200);
}

TEST_P(AttachmentsOfTypes, AreRefusedWhenTheyAreNoFilesOfThatField) {
    auto& keeper = world.as("keeper");
    const auto refused = [&](const char* member, const char* value) {
        json::Object data{{"field_name", GetParam().field},
                          {"attachment_type", "image"},
                          {"file_name", "a.png"},
                          {"attachment", square}};
        data[member] = value;
        return keeper.post(record + "/attachments", wire(std::move(data))).status;
    };
    EXPECT_EQ(refused("attachment", "no base64!"), 422);
    EXPECT_EQ(refused("attachment", "TVqQIGEgcHJvZ3JhbQ=="), 422) << "a program";
    EXPECT_EQ(refused("field_name", "name"), 403) << "no field for files";
    EXPECT_EQ(refused("attachment_type", "audio"), 403) << "another kind of file";
    EXPECT_EQ(keeper.patch(record + attach(), R"({"data":{"file_name":"b.png"}})").status, 422);
}

TEST_P(AttachmentsOfTypes, StayAsTheyAreWhileTheRecordIsDisabled) {
    const auto one = record + attach();
    ASSERT_EQ(world.as("super").del(record).status, 200);
    auto& keeper = world.as("keeper");
    EXPECT_EQ(keeper.post(record + "/attachments", picture()).status, 422);
    EXPECT_EQ(keeper.patch(one, R"({"data":{"comments":"x"}})").status, 422);
    EXPECT_EQ(keeper.del(one).status, 422);
    EXPECT_EQ(keeper.get(one).status, 200);
}

TEST_P(AttachmentsOfTypes, SentTwiceUnderOneKeyAreOne) {
    auto& keeper = world.as("keeper");
    const Extra key{.headers = {{"Idempotency-Key", "one tap"}}};
    const auto first = keeper.post(record + "/attachments", picture(), key);
    const auto second = keeper.post(record + "/attachments", picture(), key);
    EXPECT_EQ(second.status, 200) << second.body;
    EXPECT_EQ(second.text("id"), first.text("id"));
    EXPECT_EQ(shown().object().at(GetParam().field).as_array().size(), 1U);
}

INSTANTIATE_TEST_SUITE_P(Types, AttachmentsOfTypes,
                         ::testing::Values(Kind{"incident", "incidents", "cp_incident_form",
                                                "evidence"},
                                           Kind{"tracing_request", "tracing_requests",
                                                "tracing_request_photos_and_audio", "photos"}),
                         [](const auto& kind) { return kind.param.segment; });

}  // namespace
}  // namespace amparo::testing
