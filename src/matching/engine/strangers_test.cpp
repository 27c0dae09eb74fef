// How many strangers look alike where people share few names, or many.
#include "matching/engine/strangers.hpp"

#include <gmock/gmock.h>

#include <string>

namespace amparo::matching {
namespace {

constexpr std::size_t records = 1000;

/// A population whose people bear so many different names, evenly.
class Crowd {
  public:
    explicit Crowd(std::size_t names, std::size_t persons = records) {
        for (std::size_t at = 0; at < persons; ++at) count(at % names, Count::in);
    }
    void count(std::size_t number, Count way) {
        // Four syllables of a number: no two of them sound alike.
        constexpr const char* syllables[] = {"ba", "mo", "ti", "su", "ro", "ne", "li", "ku"};
        std::string text;
        for (int place = 0; place < 4; ++place, number /= 8) text += syllables[number % 8];
        const auto token = dictionary_.add(text);
        dictionary_.count_person(dictionary_.keys_of(token).first(1), way);
    }
    const Dictionary& names() const { return dictionary_; }

  private:
    Lexicon lexicon_;
    Dictionary dictionary_{lexicon_};
};

Model model_of(double namesakes) {
    Model model;
    model.namesakes = namesakes;
    return model;
}

TEST(Strangers, AreAllRecordsUnlessAModelAsks) {
    EXPECT_EQ(strangers_among(model_of(0), records, Crowd(5).names()), records);
    EXPECT_EQ(strangers_among(model_of(0.02), 0, Crowd(5, 0).names()), 0U);
}

TEST(Strangers, AreAsManyAsRecordsWhereNamesAreSharedAsBefore) {
    // Of two persons one in fifty has the name of the other, as where the weights were fitted; a
    // tenth of them is taken for relatives.
    const auto found = strangers_among(model_of(0.02), records, Crowd(50).names());
    EXPECT_NEAR(static_cast<double>(found), static_cast<double>(records), 0.12 * records);
}

TEST(Strangers, AreMoreWhereFewNamesAreBorneAndFewerWhereMany) {
    const auto model = model_of(0.02);
    const auto few = strangers_among(model, records, Crowd(10).names());
    const auto usual = strangers_among(model, records, Crowd(50).names());
    const auto many = strangers_among(model, records, Crowd(500).names());
    EXPECT_GT(few, 2 * usual);
    EXPECT_LT(2 * many, usual);
    // A people of one name must not make them endless, nor names that nobody shares make them none.
    EXPECT_LE(strangers_among(model, records, Crowd(1).names()), 6 * records);
    EXPECT_GE(many, records / 6);
    EXPECT_GE(strangers_among(model, 1, Crowd(1, 1).names()), 1U);
}

TEST(Strangers, AreHardlyOtherThanRecordsWhereFewPersonsAreKnown) {
    const auto found = strangers_among(model_of(0.02), 10, Crowd(2, 10).names());
    EXPECT_GE(found, 9U);
    EXPECT_LE(found, 12U);
}

TEST(Strangers, CountOnlyWhoIsStillThere) {
    Crowd crowd(50);
    const auto before = crowd.names().namesake_pairs();
    for (std::size_t at = 0; at < 300; ++at) crowd.count(at % 7, Count::in);
    EXPECT_GT(crowd.names().namesake_pairs(), before);
    for (std::size_t at = 300; at-- > 0;) crowd.count(at % 7, Count::out);
    EXPECT_EQ(crowd.names().namesake_pairs(), before);
    EXPECT_EQ(before, 50U * 20U * 19U);
}

}  // namespace
}  // namespace amparo::matching
