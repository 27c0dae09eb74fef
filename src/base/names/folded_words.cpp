#include "base/names/folded_words.hpp"

#include <algorithm>
#include <cstring>

#include "base/names/fold_rules.hpp"
#include "base/names/folding.hpp"

namespace amparo::names {

/// Writes letters one after the other and notes where words end.
class FoldedWords::Writer {
  public:
    Writer(FoldedWords& out, char* room) : out_(out), begin_(room), end_(room) {}

    void letter(char letter) {
        go_on_in(Script::latin);
        *end_++ = letter;
    }
    void letters(const FoldedLetter& letter) {
        go_on_in(letter.script);
        // Always as many, which is faster; what follows is written over these.
        std::memcpy(end_, letter.bytes.data(), letter.bytes.size());
        end_ += letter.size;
    }
    void letters(std::string_view bytes, Script script) {
        go_on_in(script);
        std::memcpy(end_, bytes.data(), bytes.size());
        end_ += bytes.size();
    }
    void space() {
        if (end_ == begin_) return;
        if (out_.count_ < name_tokens_max) {
            const auto size = static_cast<std::size_t>(end_ - begin_);
            const std::string_view word(begin_, size);
            out_.words_[out_.count_++] = {word, script_, kind_of_word(word)};
        }
        begin_ = end_;
    }

  private:
    void go_on_in(Script script) {
        if (script == script_) return;
        space();
        script_ = script;
    }

    FoldedWords& out_;
    char* begin_;
    char* end_;
    Script script_ = Script::latin;
};

FoldedWords::FoldedWords(std::string_view name) {
    write(name);
    drop_titles();
}

void FoldedWords::write(std::string_view name) {
    Writer writer(*this, room_.data());
    if (fold_each(name, writer)) return writer.space();
    count_ = 0;
    const auto folded = fold_by_rules(name);
    more_room_.resize(folded.size() * U8_MAX_LENGTH);
    Writer other(*this, more_room_.data());
    for (const auto letter : folded) {
        if (letter == U' ') {
            other.space();
        } else {
            other.letters(to_utf8({&letter, 1}), script_of(letter));
        }
    }
    other.space();
}

void FoldedWords::drop_titles() {
    auto* const end = words_.data() + count_;
    auto* const rest = std::remove_if(
        words_.data(), end, [](const FoldedWord& word) { return word.kind == WordKind::title; });
    if (rest != words_.data()) count_ = static_cast<std::size_t>(rest - words_.data());
}

}  // namespace amparo::names
