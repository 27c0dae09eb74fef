// Holds the precompiled test headers; the tests themselves lie beside what they test.
namespace amparo {}
