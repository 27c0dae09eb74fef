#include "exchange/print/record_parts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "exchange/exchange_test_support.hpp"
#include "forms/source.hpp"

namespace amparo::exchange {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// A small form with one field of each kind of answer.
constexpr std::string_view form_text = R"({
  "unique_id": "small", "name": {"en": "Small"}, "parent_form": "case", "visible": true,
  "fields": [
    {"name": "first", "type": "text_field", "display_name": {"en": "First"}},
    {"name": "secret", "type": "text_field", "display_name": {"en": "Secret"}},
    {"name": "hidden", "type": "text_field", "display_name": {"en": "Hidden"},
     "display_conditions_record": {"eq": {"first": "show"}}},
    {"name": "unseen", "type": "text_field", "display_name": {"en": "Unseen"}, "visible": false},
    {"name": "off_page", "type": "text_field", "display_name": {"en": "Off"},
     "hide_on_view_page": true},
    {"name": "head", "type": "separator", "display_name": {"en": "Head"}},
    {"name": "pick", "type": "radio_button", "display_name": {"en": "Pick"},
     "option_strings_text": [{"id": "a", "display_text": {"en": "Apple"}},
                             {"id": "b", "display_text": {"en": "Pear"}}]},
    {"name": "count", "type": "tally_field", "display_name": {"en": "Count"},
     "tally": [{"id": "boys", "display_text": {"en": "Boys"}}]},
    {"name": "amount", "type": "numeric_field", "display_name": {"en": "Amount"}},
    {"name": "born", "type": "date_field", "display_name": {"en": "Born"}},
    {"name": "born_precision", "type": "select_box", "display_name": {"en": "How exactly"},
     "option_strings_source": "lookup lookup-date-precision"}
  ]})";

/// The form above over a record, for whoever may read all fields but `secret`.
class PartsTest : public ::testing::Test {
  protected:
    PartsTest() {
        auto source = *forms::load_source_from(AMPARO_SOURCE_DIR "/config");
        source.forms = {records::object_of(form_text)};
        definitions_ = *forms::Definitions::load(std::move(source));
        messages_ = *Messages::load(AMPARO_SOURCE_DIR "/config/messages");
        for (const auto* name : {"first", "hidden", "unseen", "off_page", "pick", "count", "amount",
                                 "born", "born_precision"})
            readable_.fields.emplace(name);
    }

    Part part(json::Object data, PrintRequest request = {}, const std::string& locale = "en") {
        const access::Directory directory(
            {.users = std::make_shared<access::DirectoryTable<access::User>>(),
             .roles = std::make_shared<access::DirectoryTable<access::Role>>(),
             .agencies = std::make_shared<access::DirectoryTable<access::Agency>>(),
             .groups = std::make_shared<access::DirectoryTable<access::UserGroup>>()});
        const Words words(
            {.definitions = *definitions_, .directory = directory, .messages = messages_}, locale);
        const auto actor = access::Actor::system();
        store::StoredRecord record;
        record.type = "case";
        record.data = std::move(data);
        return record_part({.actor = actor,
                            .record = record,
                            .shown = record.data,
                            .readable = readable_,
                            .request = request,
                            .definitions = *definitions_,
                            .words = words,
                            .context = {},
                            .open_picture = [](std::int64_t) { return std::string(); }},
                           *definitions_->form("small"));
    }

    /// Labels and values of a part, "label=value"; headings as "#text", remarks as "!".
    static std::vector<std::string> lines(const Part& part) {
        std::vector<std::string> out;
        for (const auto& block : part.blocks) {
            if (const auto* pair = std::get_if<Pair>(&block))
                out.push_back(pair->label + "=" + pair->value);
            else if (const auto* heading = std::get_if<Heading>(&block))
                out.push_back("#" + heading->text);
            else if (const auto* choices = std::get_if<Choices>(&block))
                out.push_back(chosen(*choices));
            else
                out.emplace_back("!");
        }
        return out;
    }

    static std::string chosen(const Choices& choices) {
        auto line = choices.label + ":";
        for (const auto& choice : choices.choices)
            line += (choice.is_chosen ? " [x]" : " [ ]") + choice.label;
        return line;
    }

    std::shared_ptr<const forms::Definitions> definitions_;
    Messages messages_;
    access::FieldMask readable_;
};

TEST_F(PartsTest, LeaveOutWhatTheReaderMayNotRead) {
    EXPECT_THAT(lines(part({{"first", "one"}, {"secret", "two"}})), ElementsAre("First=one"));
}

TEST_F(PartsTest, LeaveOutWhatIsHidden) {
    const json::Object all{
        {"first", "show"}, {"hidden", "now"}, {"unseen", "x"}, {"off_page", "y"}};
    EXPECT_THAT(lines(part(all)), ElementsAre("First=show", "Hidden=now"));
    auto other = all;
    other["first"] = "hide";
    EXPECT_THAT(lines(part(other)), ElementsAre("First=hide"));
}

TEST_F(PartsTest, ShowHeadingsOnlyAboveSomething) {
    EXPECT_THAT(lines(part({{"first", "one"}})), ElementsAre("First=one"));
    EXPECT_THAT(lines(part({{"amount", 2.5}})), ElementsAre("#Head", "Amount=2.5"));
    EXPECT_THAT(lines(part({})), ElementsAre("!"));
}

TEST_F(PartsTest, ShowAllOptionsOfAnAnswer) {
    EXPECT_THAT(lines(part({{"pick", "b"}})), ElementsAre("#Head", "Pick: [ ]Apple [x]Pear"));
    EXPECT_THAT(lines(part({{"pick", "retired"}})), ElementsAre("#Head", "Pick=retired"))
        << "an answer of former times is not lost";
}

TEST_F(PartsTest, CountTallies) {
    const json::Object tally{{"boys", 2}, {"total", 2}};
    EXPECT_THAT(lines(part({{"count", tally}})), ElementsAre("#Head", "Count=Boys: 2, Total: 2"));
}

TEST_F(PartsTest, ShowQuestionsWithoutAnAnswerWhenAsked) {
    PrintRequest request;
    request.has_empty_fields = true;
    EXPECT_THAT(
        lines(part({{"first", "one"}}, std::move(request))),
        ElementsAre("First=one", "#Head", "Pick: [ ]Apple [ ]Pear", "Count=", "Amount=", "Born="));
}

TEST_F(PartsTest, WriteNumbersAsTheLanguageDoes) {
    EXPECT_THAT(lines(part({{"amount", 2.5}}, {}, "fr")), ElementsAre("#Head", "Amount=2,5"));
    EXPECT_THAT(lines(part({{"amount", 2.5}}, {}, "ar")), ElementsAre("#Head", "Amount=٢٫٥"));
}

TEST_F(PartsTest, SayNoMoreOfADateThanIsKnown) {
    const auto born = [this](const char* date, const char* precision, const char* locale) {
        return lines(part({{"born", date}, {"born_precision", precision}}, {}, locale)).at(1);
    };
    EXPECT_EQ(born("2014-01-01", "year", "en"), "Born=2014");
    EXPECT_EQ(born("2014-05-01", "month", "en"), "Born=May 2014");
    EXPECT_EQ(born("2014-05-01", "month", "fr"), "Born=mai 2014");
    EXPECT_EQ(born("2014-05-01", "month", "ar"), "Born=مايو ٢٠١٤");
    EXPECT_EQ(born("2013-09-11", "year", "en"), "Born=11 Sep 2013 – 10 Sep 2014")
        << "a year of another calendar";
    EXPECT_EQ(born("2014-05-01", "", "en"), "Born=1 May 2014");
}

TEST_F(PartsTest, TakeOrdersOutOfAnswers) {
    EXPECT_THAT(lines(part({{"first", "a\u202eb\u0007c"}})), ElementsAre("First=abc"));
}

}  // namespace
}  // namespace amparo::exchange
