// Records and their pictures as PDF (exchange.md §4, records.md §15).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/crypto.hpp"
#include "tests/support/world.hpp"

namespace amparo::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr const char* password = "seven paper lanterns";

std::string wish(json::Object more = {}) {
    json::Object data{{"form_unique_ids", {"basic_identity"}}, {"password", password}};
    for (auto& [key, value] : more) data[key] = value;
    return json::write(json::Object{{"data", std::move(data)}});
}

std::string print_of(const std::string& id) {
    return "/api/v2/cases/" + id + "/pdf";
}

/// A red square of 8 by 8 pixels.
std::string png() {
    return *crypto::from_base64(
        "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEklEQVR4nGP4z8CAFWEXHbQSACj/P8Fu7N9hAAAA"
        "AElFTkSuQmCC");
}

std::string files_of(const std::string& id) {
    return "/api/v2/cases/" + id + "/attachments";
}

std::string with_file(const std::string& field, const std::string& type, const std::string& name,
                      const std::string& bytes) {
    return json::write(json::Object{{"data", json::Object{{"field_name", field},
                                                          {"attachment_type", type},
                                                          {"file_name", name},
                                                          {"attachment", crypto::base64(bytes)}}}});
}

TEST(PrintsApi, GivesADocumentThatNobodyKeepsAndThatIsNamedByItsNumber) {
    World world;
    const auto id = world.create_case("worker_a", {{"name_first", "Amina"}, {"age", 9}});
    const auto short_id = world.as("worker_a").get("/api/v2/cases/" + id).text("short_id");
    const auto print = world.as("worker_a").post(print_of(id), wish());
    ASSERT_EQ(print.status, 200) << print.body;
    EXPECT_THAT(print.body, StartsWith("%PDF-1."));
    EXPECT_EQ(print.header("Content-Type"), "application/pdf");
    EXPECT_EQ(print.header("Cache-Control"), "no-store");
    EXPECT_EQ(print.header("X-Pages"), "1");
    EXPECT_THAT(print.header("Content-Disposition"),
                StartsWith("attachment; filename=\"case-" + short_id + ".pdf\""));
    EXPECT_THAT(print.body, Not(HasSubstr("Amina")));
    EXPECT_THAT(print.body, Not(HasSubstr(short_id)));
}

TEST(PrintsApi, LogsAnExportAndARefusedOne) {
    World world;
    const auto id = world.create_case("worker_a", {{"age", 9}});
    ASSERT_EQ(
        world.as("worker_a").post(print_of(id), wish({{"purpose", "court on Monday"}})).status,
        200);
    EXPECT_EQ(world.as("worker_b").post(print_of(id), wish()).status, 403);
    const auto entries = world.audit("");
    std::size_t made = 0;
    for (const auto& entry : entries) {
        if (entry.as_object().at("action") == "export") ++made;
    }
    EXPECT_EQ(made, 2U);
    EXPECT_THAT(json::write(json::Value(entries)), Not(HasSubstr(password)));
}

TEST(PrintsApi, RefusesWhoHasNotTheRightOrTheRecord) {
    World world;
    const auto id = world.create_case("worker_a", {{"age", 9}});
    EXPECT_EQ(world.anonymous().post(print_of(id), wish()).status, 401);
    EXPECT_EQ(world.as("worker_b").post(print_of(id), wish()).status, 403);
    EXPECT_EQ(world.as("provider").post(print_of(id), wish()).status, 403);
    EXPECT_EQ(
        world.as("worker_a").post(print_of("00000000-0000-4000-8000-000000000000"), wish()).status,
        404);
    EXPECT_EQ(world.as("worker_a").post(print_of("nothing"), wish()).status, 404);
    EXPECT_EQ(world.as("worker_a").post("/api/v2/registry_records/" + id + "/pdf", wish()).status,
              404);
}

TEST(PrintsApi, SaysWhatIsWrongWithAWish) {
    World world;
    const auto id = world.create_case("worker_a", {{"age", 9}});
    auto& worker = world.as("worker_a");
    const auto detail = [&](json::Object more) {
        const auto reply = worker.post(print_of(id), wish(std::move(more)));
        EXPECT_EQ(reply.status, 422) << reply.body;
        return reply.detail();
    };
    EXPECT_EQ(detail({{"form_unique_ids", json::Array{}}}), "form_unique_ids");
    EXPECT_EQ(detail({{"form_unique_ids", {"no_such_form"}}}), "form_unique_ids");
    EXPECT_EQ(detail({{"locale", "xx"}}), "locale");
    EXPECT_EQ(detail({{"paper", "a0"}}), "paper");
    EXPECT_EQ(detail({{"signatures", {"king"}}}), "signatures");
    EXPECT_EQ(detail({{"photos", "yes"}}), "photos");
    EXPECT_EQ(detail({{"header", "no_such_header"}}), "header");
    EXPECT_EQ(detail({{"password", "short"}}), "password");
    EXPECT_EQ(detail({{"password", ""}}), "password");
    EXPECT_EQ(detail({{"password", "123456789012"}}), "password");
}

TEST(PrintsApi, GivesARecipientOnlyTheFormsOfTheReferral) {
    World world;
    const auto id = world.create_case("worker_a", {{"name_first", "Amina"},
                                                   {"age", 9},
                                                   {"consent_for_services", true},
                                                   {"disclosure_other_orgs", true}});
    const auto refer = [&](const std::string& role) {
        const auto made =
            world.as("worker_a")
                .post("/api/v2/cases/" + id + "/referrals",
                      json::write(json::Object{
                          {"data", json::Object{{"transitioned_to", "worker_b"},
                                                {"authorized_role_unique_id", role}}}}));
        EXPECT_EQ(made.status, 200) << made.body;
        return "/api/v2/cases/" + id + "/referrals/" + made.text("id");
    };
    const auto printed = [&](const std::string& form) {
        return world.as("worker_b").post(print_of(id), wish({{"form_unique_ids", {form}}})).status;
    };
    EXPECT_EQ(printed("basic_identity"), 403) << "before it is referred";
    const auto referral = refer("role-referral");
    EXPECT_EQ(printed("basic_identity"), 200);
    EXPECT_EQ(printed("consent"), 422) << "their own role would show it";
    EXPECT_EQ(world.as("worker_a").del(referral).status, 200);
    EXPECT_EQ(printed("basic_identity"), 403) << "after it was taken back";
}

constexpr const char* many = "/api/v2/cases/pdf";
constexpr const char* list = "/api/v2/cases/list_pdf";

TEST(PrintsApi, PrintsSeveralRecordsAndNotesEachInItsLog) {
    World world;
    const auto first = world.create_case("worker_a", {{"name_first", "Amina"}, {"age", 9}});
    const auto second = world.create_case("worker_a", {{"name_first", "Biruk"}, {"age", 8}});
    const auto other = world.create_case("worker_b", {{"age", 7}});
    auto& worker = world.as("worker_a");
    const auto print =
        worker.post(many, wish({{"ids", {first, second}}, {"purpose", "handing over"}}));
    ASSERT_EQ(print.status, 200) << print.body;
    EXPECT_THAT(print.body, StartsWith("%PDF-1."));
    EXPECT_EQ(print.header("X-Pages"), "3");
    EXPECT_EQ(print.header("X-Records"), "2");
    EXPECT_THAT(print.header("Content-Disposition"),
                StartsWith("attachment; filename=\"cases.pdf\""));
    std::size_t entries = 0;
    for (const auto& entry : world.audit("user_name=worker_a")) {
        const auto text = json::write(entry);
        if (entry.as_object().at("action") != "export") continue;
        ++entries;
        EXPECT_THAT(text, Not(HasSubstr("Amina")));
        EXPECT_THAT(text, Not(HasSubstr(password)));
    }
    EXPECT_EQ(entries, 3U) << "the print, and each of its records";
    for (const auto& id : {first, second}) {
        const auto log = world.as("supervisor").get("/api/v2/cases/" + id + "/access_log");
        ASSERT_EQ(log.status, 200) << log.body;
        EXPECT_THAT(log.body, HasSubstr("\"export\""));
    }
    EXPECT_EQ(worker.post(many, wish({{"ids", {first, other}}})).status, 403);
    EXPECT_EQ(worker.post(many, wish({{"ids", {first, "nothing"}}})).status, 404);
    EXPECT_EQ(worker.post(many, wish({{"ids", json::Array{}}})).detail(), "ids");
    json::Array too_many;
    for (int at = 100; at < 151; ++at)
        too_many.emplace_back("00000000-0000-4000-8000-000000000" + std::to_string(at));
    EXPECT_EQ(worker.post(many, wish({{"ids", too_many}})).detail(), "ids");
    EXPECT_EQ(world.as("provider").post(many, wish({{"ids", {first}}})).status, 403);
    EXPECT_EQ(world.anonymous().post(many, wish({{"ids", {first}}})).status, 401);
}

TEST(PrintsApi, GivesEachRecordAFileOfItsOwnInAnArchive) {
    World world;
    const auto first = world.create_case("worker_a", {{"name_first", "Amina"}, {"age", 9}});
    const auto second = world.create_case("worker_a", {{"name_first", "Biruk"}, {"age", 8}});
    const auto print =
        world.as("worker_a").post(many, wish({{"ids", {first, second}}, {"separate_files", true}}));
    ASSERT_EQ(print.status, 200) << print.body;
    EXPECT_EQ(print.header("Content-Type"), "application/zip");
    EXPECT_THAT(print.body, StartsWith("PK"));
    EXPECT_THAT(print.body, HasSubstr("%PDF-1."));
    EXPECT_THAT(print.body, Not(HasSubstr("Amina")));
    EXPECT_EQ(print.header("X-Pages"), "2");
    EXPECT_EQ(print.header("X-Records"), "2");
    EXPECT_THAT(print.header("Content-Disposition"),
                StartsWith("attachment; filename=\"cases.zip\""));
    for (const auto& id : {first, second}) {
        const auto log = world.as("supervisor").get("/api/v2/cases/" + id + "/access_log");
        EXPECT_THAT(log.body, HasSubstr("\"export\""));
    }
    EXPECT_EQ(
        world.as("worker_a").post(many, wish({{"ids", {first}}, {"separate_files", "x"}})).detail(),
        "separate_files");
    EXPECT_EQ(
        world.as("worker_b").post(many, wish({{"ids", {first}}, {"separate_files", true}})).status,
        403);
}

TEST(PrintsApi, MakesTemplatesFilledAndBlankAndLogsThem) {
    World world;
    const auto id = world.create_case("worker_a", {{"name_first", "Amina"}, {"age", 9}});
    auto& worker = world.as("worker_a");
    for (const auto* name : {"case_plan", "referral", "closure", "consent"}) {
        const auto filled = worker.post(
            print_of(id), json::write(json::Object{
                              {"data", json::Object{{"template", name}, {"password", password}}}}));
        ASSERT_EQ(filled.status, 200) << name << filled.body;
        EXPECT_THAT(filled.body, StartsWith("%PDF-1."));
        const auto blank = worker.get("/api/v2/forms/pdf?template=" + std::string(name));
        ASSERT_EQ(blank.status, 200) << name << blank.body;
        EXPECT_THAT(blank.header("Content-Disposition"),
                    StartsWith("attachment; filename=\"" + std::string(name) + ".pdf\""));
    }
    EXPECT_THAT(json::write(json::Value(world.audit("user_name=worker_a"))),
                HasSubstr("\"template\":\"closure\""));
    const auto detail = [&](json::Object more) {
        return worker.post(print_of(id), wish(std::move(more))).detail();
    };
    EXPECT_EQ(detail({{"template", "will"}}), "template");
    EXPECT_EQ(detail({{"template", 4}}), "template");
    EXPECT_EQ(detail({{"template", "referral"}, {"transition_id", "none"}}), "transition_id");
    EXPECT_EQ(worker.get("/api/v2/forms/pdf?template=will").detail(), "template");
    EXPECT_EQ(worker.get("/api/v2/forms/pdf?template=consent&record_type=family").detail(),
              "template");
    EXPECT_EQ(world.as("worker_b").post(print_of(id), wish({{"template", "consent"}})).status, 403);
}

TEST(PrintsApi, PrintsTheHistoryForThoseWhoMayReadIt) {
    World world;
    const auto id = world.create_case("worker_a", {{"name_first", "Amina"}, {"age", 9}});
    const auto print = world.as("supervisor").post(print_of(id), wish({{"history", true}}));
    ASSERT_EQ(print.status, 200) << print.body;
    EXPECT_THAT(json::write(json::Value(world.audit("user_name=supervisor"))),
                HasSubstr("\"history\":true"));
    EXPECT_EQ(world.as("worker_a").get("/api/v2/cases/" + id + "/record_history").status,
              world.as("worker_a").post(print_of(id), wish({{"history", true}})).status);
    EXPECT_EQ(world.as("worker_b").post(print_of(id), wish({{"history", true}})).status, 403);
    EXPECT_EQ(world.as("worker_a").post(print_of(id), wish({{"history", "yes"}})).detail(),
              "history");
}

TEST(PrintsApi, PrintsTheListOfItsAddress) {
    World world;
    const auto girl = world.create_case("worker_a", {{"sex", "female"}, {"age", 9}});
    const auto boy = world.create_case("worker_a", {{"sex", "male"}, {"age", 8}});
    world.create_case("worker_b", {{"sex", "male"}, {"age", 7}});
    auto& worker = world.as("worker_a");
    const auto asked = [](json::Object data) {
        data["password"] = password;
        return json::write(json::Object{{"data", std::move(data)}});
    };
    const auto all = worker.post(list, asked({}));
    ASSERT_EQ(all.status, 200) << all.body;
    EXPECT_THAT(all.body, StartsWith("%PDF-1."));
    EXPECT_EQ(all.header("X-Records"), "2");
    EXPECT_EQ(all.header("Cache-Control"), "no-store");
    const auto boys = worker.post(std::string(list) + "?sex[0]=male&page=4&per=1",
                                  asked({{"columns", {"case_id_display", "age"}}}));
    ASSERT_EQ(boys.status, 200) << boys.body;
    EXPECT_EQ(boys.header("X-Records"), "1");
    const auto exports_of = [&](const std::string& id) {
        std::size_t count = 0;
        for (const auto& entry : world.audit("user_name=worker_a")) {
            const auto& row = entry.as_object();
            if (row.at("action") == "export" && json::write(entry).contains(id)) ++count;
        }
        return count;
    };
    EXPECT_EQ(exports_of(girl), 1U);
    EXPECT_EQ(exports_of(boy), 2U);
    EXPECT_EQ(worker.post(list, asked({{"columns", {"telephone_current"}}})).detail(), "columns");
    EXPECT_EQ(worker.post(list, R"({"data": {"password": ""}})").detail(), "password");
    EXPECT_EQ(world.as("provider").post(list, asked({})).status, 403);
    EXPECT_EQ(world.anonymous().post(list, asked({})).status, 401);
}

TEST(PrintsApi, PrintsTheOtherTypesToo) {
    World world;
    auto& super = world.as("super");
    for (const auto& [segment, form] :
         {std::pair("incidents", "cp_incident_form"), std::pair("families", "family_overview"),
          std::pair("tracing_requests", "tracing_request_inquirer")}) {
        const auto all = "/api/v2/" + std::string(segment);
        const auto made = super.post(all, R"({"data":{"module_id":"primeromodule-cp"}})");
        ASSERT_EQ(made.status, 200) << made.body;
        const auto asked = [&](json::Array ids) {
            return wish({{"ids", std::move(ids)}, {"form_unique_ids", {form}}});
        };
        const auto listed = super.post(all + "/list_pdf", wish());
        EXPECT_EQ(listed.status, 200) << listed.body;
        EXPECT_EQ(listed.header("X-Records"), "1");
        const auto records = super.post(all + "/pdf", asked({made.text("id")}));
        EXPECT_EQ(records.status, 200) << records.body;
        EXPECT_EQ(records.header("X-Pages"), "2");
        const auto one = all + "/" + made.text("id") + "/pdf";
        EXPECT_EQ(super.post(one, wish({{"form_unique_ids", {form}}})).status, 200);
        EXPECT_EQ(super.post(all + "/pdf", asked({"00000000-0000-4000-8000-000000000000"})).status,
                  404);
        auto& provider = world.as("provider");
        EXPECT_EQ(provider.post(all + "/list_pdf", wish()).status, 403);
        EXPECT_EQ(provider.post(one, wish()).status, 403);
        EXPECT_EQ(provider.post(all + "/pdf", asked({made.text("id")})).status, 403);
    }
}

TEST(PrintsApi, GivesBlankFormsToWhoeverMayReadThem) {
    World world;
    const std::string forms = "/api/v2/forms/pdf?form_unique_ids[0]=";
    const auto blank = world.as("worker_a").get(forms + "basic_identity&locale=ar&paper=letter");
    ASSERT_EQ(blank.status, 200) << blank.body;
    EXPECT_THAT(blank.body, StartsWith("%PDF-1."));
    EXPECT_THAT(blank.header("Content-Disposition"),
                StartsWith("attachment; filename=\"forms.pdf\""));
    EXPECT_EQ(world.as("worker_a").get(forms + "no_such_form").status, 422);
    EXPECT_EQ(world.as("worker_a").get(forms + "basic_identity&paper=a0").detail(), "paper");
    EXPECT_EQ(world.as("worker_a").get("/api/v2/forms/pdf").detail(), "form_unique_ids");
    EXPECT_EQ(world.as("worker_a").get(forms + "basic_identity&record_type=incident").detail(),
              "form_unique_ids");
    EXPECT_EQ(world.anonymous().get(forms + "basic_identity").status, 401);
}

TEST(PrintsApi, TurnsAnImageIntoAPageAndNothingElse) {
    World world;
    const auto id = world.create_case("worker_a", {{"age", 9}});
    auto& worker = world.as("worker_a");
    const auto photo =
        worker.post(files_of(id), with_file("photos", "image", "girl.png", png())).text("id");
    const auto note =
        worker
            .post(files_of(id), with_file("other_documents", "document", "note.txt", "a few words"))
            .text("id");
    const auto page = worker.get(files_of(id) + "/" + photo + "/pdf");
    const auto shown = worker.get("/api/v2/cases/" + id).object();
    const auto& photos = shown.at("photos").as_array();
    EXPECT_EQ(json::string_or(photos.at(0).as_object(), "preview_url"),
              files_of(id) + "/" + photo + "/pdf");
    EXPECT_FALSE(shown.at("other_documents").as_array().at(0).as_object().contains("preview_url"));
    ASSERT_EQ(page.status, 200) << page.body;
    EXPECT_THAT(page.body, StartsWith("%PDF-1."));
    EXPECT_EQ(page.header("Content-Type"), "application/pdf");
    EXPECT_THAT(page.header("Content-Disposition"),
                StartsWith("inline; filename=\"girl.png.pdf\""));
    EXPECT_EQ(page.header("Cache-Control"), "no-store");
    EXPECT_EQ(worker.get(files_of(id) + "/" + photo + "/png").status, 404);
    EXPECT_EQ(worker.get(files_of(id) + "/" + note + "/pdf").status, 404);
    EXPECT_EQ(worker.get(files_of(id) + "/1/pdf").status, 404);
    const auto other = world.create_case("worker_b", {{"age", 3}});
    auto& stranger = world.as("worker_b");
    EXPECT_EQ(stranger.get(files_of(other) + "/" + photo + "/pdf").status, 404);
    EXPECT_EQ(stranger.get(files_of(id) + "/" + note + "/pdf").status, 403);
    EXPECT_EQ(world.anonymous().get(files_of(id) + "/" + photo + "/pdf").status, 401);
}

/// A document of one page with a word on it.
std::string one_page() {
    return "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[4 0 R]"
           "/Count 1>>endobj\n3 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
           "4 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 3 0 R>>>>"
           "/Contents 5 0 R>>endobj\n5 0 obj<</Length 40>>stream\nBT /F1 24 Tf 72 700 Td (Report) "
           "Tj ET     \nendstream endobj\ntrailer<</Size 6/Root 1 0 R>>\n%%EOF\n";
}

TEST(PrintsApi, ShowsAPageOfADocumentToThoseWhoMayOpenIt) {
    World world;
    const auto id = world.create_case("worker_a", {{"age", 9}});
    auto& worker = world.as("worker_a");
    const auto kept = [&](const std::string& name, const std::string& bytes) {
        const auto made =
            worker.post(files_of(id), with_file("other_documents", "document", name, bytes));
        EXPECT_EQ(made.status, 200) << made.body;
        return files_of(id) + "/" + made.text("id");
    };
    const auto report = kept("report.pdf", one_page());
    const auto page = worker.get(report + "?page=1");
    ASSERT_EQ(page.status, 200) << page.body;
    EXPECT_EQ(page.header("Content-Type"), "image/jpeg");
    EXPECT_EQ(page.header("Page-Count"), "1");
    EXPECT_EQ(page.header("Cache-Control"), "no-store");
    EXPECT_THAT(page.body, StartsWith("\xff\xd8\xff"));
    EXPECT_EQ(worker.get(report + "?page=2").status, 404);
    for (const auto* none : {"0", "-1", "501", "1x", "first"})
        EXPECT_EQ(worker.get(report + "?page=" + none).detail(), "page") << none;
    const auto broken = worker.get(kept("broken.pdf", "%PDF-1.7\nno document") + "?page=1");
    EXPECT_EQ(broken.status, 422);
    EXPECT_EQ(broken.detail(), "file");
    EXPECT_EQ(worker.get(kept("scan.png", png()) + "?page=1").status, 422) << "no document";
    EXPECT_EQ(world.as("worker_b").get(report + "?page=1").status, 403);
    EXPECT_EQ(world.anonymous().get(report + "?page=1").status, 401);
}

TEST(PrintsApi, PutsDocumentsBehindTheRecordWhateverIsInThem) {
    World world;
    const auto id = world.create_case("worker_a", {{"age", 9}});
    auto& worker = world.as("worker_a");
    std::string deep = "%PDF-1.4\n";
    for (int at = 1; at < 200'000; ++at)
        deep += std::to_string(at) + " 0 obj[" + std::to_string(at + 1) + " 0 R]endobj\n";
    deep += "trailer<</Root 1 0 R>>\n%%EOF";
    for (const auto& [name, bytes] :
         {std::pair("scan.png", png()), std::pair("deep.pdf", deep),
          std::pair("broken.pdf", std::string("%PDF-1.7\nno document"))}) {
        EXPECT_EQ(
            worker.post(files_of(id), with_file("other_documents", "document", name, bytes)).status,
            200)
            << name;
    }
    const json::Object documents{{"form_unique_ids", {"other_documents"}}, {"documents", true}};
    const auto print = worker.post(print_of(id), wish(documents));
    ASSERT_EQ(print.status, 200) << print.body;
    EXPECT_EQ(print.header("X-Pages"), "2") << "the record, and the picture that can be read";
    EXPECT_EQ(worker.get("/api/v2/cases/" + id).status, 200) << "the server is still there";
    const auto entries = world.audit("user_name=worker_a");
    EXPECT_THAT(json::write(json::Value(entries)), Not(HasSubstr("scan.png")));
    EXPECT_EQ(worker.post(print_of(id), wish({{"documents", 1}})).detail(), "documents");
    EXPECT_EQ(worker.post(print_of(id), wish({{"include_agency_logos", "me"}})).detail(),
              "include_agency_logos");
}

}  // namespace
}  // namespace amparo::testing
