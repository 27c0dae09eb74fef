#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "matching/engine/name_comparators.hpp"
#include "matching/engine/name_steps.hpp"
#include "matching/engine/open_record.hpp"
#include "matching/engine/outlook.hpp"
#include "matching/engine/value_step.hpp"
#include "matching/names/level_cache.hpp"

namespace amparo::matching {

/// Comparators of a model are at most this many.
inline constexpr std::size_t comparators_max = 64;

/// What all comparators of a model together say of one pair.
struct Verdict {
    float total = 0;   // bits without the prior
    float family = 0;  // the part that speaks of the family
    bool rather_sibling = false;
    bool is_left_out = false;  // not worked out: it cannot come to what is wanted
};

/// A verdict, and the outcome of every comparator it comes from.
struct Comparison : Verdict {
    std::array<Outcome, comparators_max> outcomes = {};
};

/// Compares one record with many under one model, on one thread. Keeps references.
class Comparer {
  public:
    Comparer(const BoundModel& model, const Dictionary& dictionary, const Places& places)
        : model_(model), places_(places), levels_(dictionary), outlook_(model) {}

    /// Takes the words of a prepared record of a side, with which those of the other side are
    /// compared from now on. All pairs are wanted.
    void ask(std::vector<std::uint32_t> words, Side side);
    /// All comparators of the model on the asked record and one of the other side.
    Comparison compare(const Record& held);
    /// The same of several at once, without the outcomes: what is known of their words then comes
    /// from memory at once. Pairs that cannot come to what the outlook wants are left out.
    static constexpr std::size_t together_max = 8;
    void judge(std::span<const Record> held, std::span<Verdict> verdicts);
    LevelCache& levels() { return levels_; }
    Outlook& outlook() { return outlook_; }

  private:
    /// What the names of the child say, for comparators that ask for it.
    struct Own {
        float net = 0;
        std::size_t comparator = comparators_max;  // that found it, by its place; or none
    };
    /// A pair whose comparators run one after the other.
    struct Opened {
        OpenRecord record = {};  // of the other side
        Own own = {};
        ToldSteps told = {};  // by its names
        Outlook::Most most = {};
        bool rather_sibling = false;
        bool is_left_out = false;
        std::size_t place = 0;  // among those that are compared at once
    };
    struct Compared {
        const OpenRecord& left;
        const OpenRecord& right;
        Opened& held;  // the one of them that is not asked
    };
    /// Steps that look at the same names. Those that may tell most come first: a pair that they
    /// leave no hope for needs no look at other names.
    struct NameStage {
        NameChoice names;
        std::uint64_t steps = 0;
        float most = 0;       // bits
        bool is_own = false;  // of the names of the child, which stay together: the first counts
    };
    /// How a step is filled.
    enum class Way : std::uint8_t {
        values,
        names,    // looking at each name
        best,     // from what one walk over the names tells
        sibling,  // the same of the child as a brother or sister
        apart,    // the same where no names meet, else looking at each of them
    };
    /// A comparator to which the asked record says something, with what it says.
    struct Step {
        const BoundComparator* bound;
        std::uint8_t comparator;  // its place
        bool is_family = false;
        bool tells_siblings = false;
        bool is_own = false;    // measures the names of the child
        std::uint8_t role = 0;  // of the one who searches, when that is asked
        std::size_t value = 0;  // of comparators of values: among value_steps_
        std::unique_ptr<const PersonalTokens> personal = {};  // of comparators of personal names
        NameStep names = {};
        Way way = Way::names;
    };

    Step step_of(std::size_t at);
    ValueStep value_step_of(const BoundComparator& bound) const;
    void note_step(const Step& step, std::uint64_t bit);
    void fill(std::size_t at, const Compared& compared, Outcome& out);
    static Way way_of(const Step& step);
    static void note_own(const Step& step, const Outcome& out, Own& own);
    void fill_names(const Step& step, const Compared& compared, Outcome& out);
    static void set_sibling(const Step& step, float net, const Own& own, Outcome& out);
    static void open(Opened& opened, const Record& held);
    float best_net(std::size_t at, const Opened& opened);
    void compare_child(const Step& step, const Compared& compared, Outcome& out);
    void compare_siblings(const Step& step, const Compared& compared, Outcome& out);
    bool may_tell(const BoundComparator& bound) const;
    void limit_outlook(std::uint8_t at);
    std::uint8_t asked_role(const BoundComparator& bound) const;
    std::optional<NameChoice> names_alone(const Step& step) const;
    NameStage& stage_of(const Step& step, const NameChoice& names);
    void put_in_stage(std::size_t number);
    Compared compared(Opened& held) const {
        return asked_side_ == Side::left ? Compared{asked_, held.record, held}
                                         : Compared{held.record, asked_, held};
    }
    /// All comparators, one after the other.
    template <class Note>
    Verdict run_all(Opened& opened, Note&& note);
    template <class Read>
    void look_up(std::span<Opened> opened, Read&& read);
    void judge_wanted(std::span<Opened> opened, std::span<Verdict> verdicts);
    void judge_heads(Opened& opened);
    void judge_names(std::uint64_t steps, Opened& opened);
    void settle(std::uint64_t steps, Opened& opened) const;
    void settle_values(Opened& opened) const;
    void weigh_values(std::span<Opened> opened);
    void weigh_names(std::uint64_t steps, Opened& opened);
    std::uint64_t weigh_apart(std::uint64_t steps, Opened& opened);
    void add_up(std::span<const Opened> opened, std::span<Verdict> verdicts) const;

    const BoundModel& model_;
    const Places& places_;
    LevelCache levels_;
    std::vector<std::uint32_t> asked_words_;
    Side asked_side_ = Side::right;
    OpenRecord asked_;
    std::vector<std::uint8_t> telling_;  // the comparators to which the asked record says something
    std::vector<Step> steps_;            // the same
    std::vector<ValueStep> value_steps_;
    std::vector<std::uint8_t> value_places_;  // of those among the steps
    StepNames step_names_;                    // what they read
    // A bit for each step by its place.
    std::uint64_t always_ = 0;      // that run whatever the names tell
    std::uint64_t family_ = 0;      // that speak of the family
    std::uint64_t by_size_ = 0;     // of names apart: told by the words of the shortest
    std::uint64_t by_nothing_ = 0;  // of names apart: always alike
    Outlook::Most values_most_;     // bits that these may come to
    std::uint64_t names_ = 0;       // of names
    std::vector<NameStage> stages_;
    std::uint64_t other_steps_ = 0;  // of names, in no stage: they may look at all
    std::array<Opened, together_max> held_;
    /// Of each step, by the places of those that are compared at once.
    using Weights = std::array<float, together_max>;
    std::array<Weights, comparators_max> weights_ = {};
    Outlook outlook_;
};

}  // namespace amparo::matching
