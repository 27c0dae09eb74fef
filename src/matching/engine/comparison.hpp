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
#include "matching/engine/value_comparators.hpp"
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
        std::array<float, comparators_max> weights = {};  // of those that ran
    };
    struct Compared {
        const OpenRecord& left;
        const OpenRecord& right;
        Opened& held;  // the one of them that is not asked
    };
    /// When comparators run: those of values, which need no look at words; those of the names of
    /// the child, which tell most children apart; those of the relative who searches; all others.
    enum class Stage : std::uint8_t { values, own_names, searching_kin, other_names };
    static constexpr std::size_t stages = 4;
    /// How a step is filled.
    enum class Way : std::uint8_t {
        values,
        names,    // looking at each of them
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
        bool is_own = false;                   // measures the names of the child
        std::uint8_t role = 0;                 // of the one who searches, when that is asked
        std::vector<AskedValues> values = {};  // pairs of fields of which it says something
        std::unique_ptr<const PersonalTokens> personal = {};  // of comparators of personal names
        NameStep names = {};
        Way way = Way::names;
    };

    Step step_of(std::size_t at);
    void fill(std::size_t at, const Compared& compared, Outcome& out);
    static Way way_of(const Step& step);
    static void note_own(const Step& step, const Outcome& out, Own& own);
    void fill_names(const Step& step, const Compared& compared, Outcome& out);
    void fill_values(const Step& step, const OpenRecord& held, Outcome& out) const;
    static void set_sibling(const Step& step, float net, const Own& own, Outcome& out);
    static void open(Opened& opened, const Record& held);
    float best_net(std::size_t at, const Opened& opened);
    void compare_child(const Step& step, const Compared& compared, Outcome& out);
    void compare_siblings(const Step& step, const Compared& compared, Outcome& out);
    bool may_tell(const BoundComparator& bound) const;
    void limit_outlook(std::uint8_t at);
    Stage stage_of(const BoundComparator& bound) const;
    std::uint8_t asked_role(const BoundComparator& bound) const;
    void choose_names(Stage stage, const BoundComparator& bound);
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
    void run(Stage stage, std::span<Opened> opened);
    Verdict verdict_of(const Opened& opened) const;

    const BoundModel& model_;
    const Places& places_;
    LevelCache levels_;
    std::vector<std::uint32_t> asked_words_;
    Side asked_side_ = Side::right;
    OpenRecord asked_;
    std::vector<std::uint8_t> telling_;  // the comparators to which the asked record says something
    std::vector<Step> steps_;            // the same
    StepNames step_names_;               // what they read
    // A bit for each step by its place.
    std::uint64_t always_ = 0;                         // that run whatever the names tell
    std::array<std::uint64_t, stages> in_stage_ = {};  // by when they run
    NameChoice own_names_;                             // on the other side
    NameChoice searching_kin_;  // those that may be of the relative who searches
    std::array<Opened, together_max> held_;
    Outlook outlook_;
};

}  // namespace amparo::matching
