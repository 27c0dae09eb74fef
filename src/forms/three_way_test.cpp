#include "forms/three_way.hpp"

#include <gmock/gmock.h>

#include <random>

#include "forms/forms_test_support.hpp"
#include "forms/merge.hpp"

namespace amparo::forms {
namespace {

using testing::IsEmpty;

constexpr int rounds = 2'000;

/// Random records over a small form, so that two writers meet often.
class Writers {
  public:
    explicit Writers(unsigned seed) : engine_(seed) {
        auto source = small_source();
        add_form(source, "f",
                 read_json(R"([
            {"name":"a","type":"text_field"},{"name":"n","type":"numeric_field"},
            {"name":"m","type":"select_box","multi_select":true,
             "option_strings_text":[{"id":"1"},{"id":"2"},{"id":"3"}]},
            {"name":"t","type":"tally_field","tally":[{"id":"q"}]},
            {"name":"s","type":"subform","fields":[
                {"name":"k","type":"text_field"},
                {"name":"m","type":"select_box","multi_select":true,
                 "option_strings_text":[{"id":"1"},{"id":"2"}]}]}])")
                     .as_array());
        definitions_ = load_or_fail(std::move(source));
        for (const auto& field : definitions_->form("f")->fields)
            fields_.emplace(field.name, &field);
    }

    json::Object record() {
        json::Object data;
        if (chance(3)) data["a"] = letter();
        if (chance(2)) data["n"] = number(3);
        if (chance(3)) data["m"] = list(3);
        if (chance(2)) data["t"] = json::Object{{"q", number(2)}};
        if (chance(3)) data["s"] = rows();
        return data;
    }

    /// What a writer sends who saw the record.
    json::Object change(const json::Object& seen) {
        json::Object sent;
        if (chance(2)) sent["a"] = chance(3) ? json::Value(letter()) : json::Value();
        if (chance(2)) sent["n"] = number(3);
        if (chance(2)) sent["m"] = list(3);
        if (chance(2)) sent["t"] = json::Object{{"q", number(2)}};
        if (chance(2)) sent["s"] = changed_rows(json::find_array(seen, "s"));
        return sent;
    }

    ThreeWayMerged join(const json::Object& base, const json::Object& mine,
                        const json::Object& theirs) const {
        return merge_three_way(*definitions_, fields_, {base, mine, theirs});
    }

    json::Object applied(const json::Object& base, const json::Object& sent) {
        return merge(base, sent, random_);
    }

  private:
    int number(int below) { return std::uniform_int_distribution<int>(0, below - 1)(engine_); }
    bool chance(int of) { return number(of) != 0; }
    std::string letter() { return std::string(1, static_cast<char>('a' + number(3))); }

    json::Array list(int options) {
        json::Array items;
        for (int i = 1; i <= options; ++i) {
            if (number(2) == 0) items.emplace_back(std::to_string(i));
        }
        return items;
    }

    json::Array rows() {
        json::Array made;
        for (int i = 0; i < 3; ++i) {
            if (chance(2)) made.push_back(row(i));
        }
        return made;
    }

    json::Object row(int id) {
        json::Object made{{"unique_id", std::to_string(id)}};
        if (chance(3)) made["k"] = letter();
        if (chance(2)) made["m"] = list(2);
        return made;
    }

    /// Rows that are new, edited or removed; only rows that were seen are removed.
    json::Array changed_rows(const json::Array* seen) {
        json::Array made = rows();
        for (auto& one : made) {
            const auto& id = one.get_object()["unique_id"];
            const bool is_seen =
                seen != nullptr && std::any_of(seen->begin(), seen->end(), [&id](const auto& row) {
                    return row.get_object().at("unique_id") == id;
                });
            if (is_seen && !chance(3)) one.get_object()["_destroy"] = true;
        }
        return made;
    }

    std::mt19937 engine_;
    SystemRandom random_;
    std::shared_ptr<const Definitions> definitions_;
    FieldMap fields_;
};

/// Nulls and empty lists count as missing, and lists of options have no order.
json::Value plain(const json::Value& value) {
    if (const auto* list = value.if_array()) {
        json::Array items;
        for (const auto& item : *list) items.push_back(plain(item));
        const bool is_text = !items.empty() && items[0].is_string();
        if (is_text) {
            std::sort(items.begin(), items.end(), [](const auto& left, const auto& right) {
                return left.get_string() < right.get_string();
            });
        }
        return items;
    }
    const auto* object = value.if_object();
    if (object == nullptr) return value;
    json::Object members;
    for (const auto& [key, member] : *object) {
        if (!json::is_blank(member)) members[key] = plain(member);
    }
    return members;
}

TEST(ThreeWayProperty, AloneAWriterGetsWhatAPlainUpdateGives) {
    Writers writers(1);
    for (int i = 0; i < rounds; ++i) {
        const auto base = writers.record();
        const auto mine = writers.change(base);
        const auto joined = writers.join(base, mine, base);
        ASSERT_THAT(joined.conflicts, IsEmpty()) << json::write(base) << json::write(mine);
        ASSERT_TRUE(is_same_value(plain(joined.data), plain(writers.applied(base, mine))))
            << json::write(base) << json::write(mine) << json::write(joined.data);
    }
}

TEST(ThreeWayProperty, AWriterWhoChangesNothingLeavesTheOthersWork) {
    Writers writers(2);
    for (int i = 0; i < rounds; ++i) {
        const auto base = writers.record();
        const auto theirs = writers.applied(base, writers.change(base));
        const auto joined = writers.join(base, base, theirs);
        ASSERT_THAT(joined.conflicts, IsEmpty());
        ASSERT_TRUE(is_same_value(plain(joined.data), plain(theirs)))
            << json::write(base) << json::write(theirs) << json::write(joined.data);
    }
}

TEST(ThreeWayProperty, TheSameChangeTwiceIsOneChange) {
    Writers writers(3);
    for (int i = 0; i < rounds; ++i) {
        const auto base = writers.record();
        const auto mine = writers.change(base);
        const auto theirs = writers.applied(base, mine);
        const auto joined = writers.join(base, mine, theirs);
        ASSERT_THAT(joined.conflicts, IsEmpty()) << json::write(base) << json::write(mine);
        ASSERT_TRUE(is_same_value(plain(joined.data), plain(theirs)))
            << json::write(base) << json::write(mine) << json::write(joined.data);
    }
}

TEST(ThreeWayProperty, WhatDoesNotClashIsJoinedInAnyOrder) {
    Writers writers(4);
    int joined_count = 0;
    for (int i = 0; i < rounds; ++i) {
        const auto base = writers.record();
        const auto mine = writers.change(base);
        const auto yours = writers.change(base);
        const auto mine_last = writers.join(base, mine, writers.applied(base, yours));
        const auto yours_last = writers.join(base, yours, writers.applied(base, mine));
        ASSERT_EQ(mine_last.conflicts.empty(), yours_last.conflicts.empty());
        if (!mine_last.conflicts.empty()) continue;
        ++joined_count;
        const auto first = plain(mine_last.data).as_object();
        const auto second = plain(yours_last.data).as_object();
        for (const auto* key : {"a", "n", "m", "t"}) {
            const auto* left = first.if_contains(key);
            const auto* right = second.if_contains(key);
            ASSERT_EQ(left == nullptr, right == nullptr) << key;
            ASSERT_TRUE(left == nullptr || is_same_value(*left, *right)) << key;
        }
        const auto row_count = [](const json::Object& data) {
            const auto* rows = json::find_array(data, "s");
            return rows == nullptr ? 0 : rows->size();
        };
        ASSERT_EQ(row_count(first), row_count(second));
    }
    EXPECT_GT(joined_count, rounds / 10) << "the writers clash too often to say anything";
}

}  // namespace
}  // namespace amparo::forms
