package dev.rapporteur.model.triton;

import dev.rapporteur.testing.ScriptedAnswers;
import java.util.List;
import java.util.Map;

/** What the model says to the questions of LangChain4j's conformance kit. */
final class KitAnswers {
  private KitAnswers() {}

  static void script(ScriptedAnswers answers) {
    tools(answers);
    answers.when("I love you").answer("Ich liebe dich.");
    answers.when("my favorite color is green").answer("Your favorite color is green.");
    answers.when("Say 'Hello World'").answer("Hello World");
    answers
        .when("long story")
        .with("tokenMs", 2)
        .answer("Once upon a time there was a fox. ".repeat(500));
    answers.when("single 'city' field").answer("{\"city\": \"Berlin\"}");
    answers
        .when("capital of Germany\\? How much")
        .answer("The capital of Germany is Berlin, and 2 + 2 is 4, as everybody knows by now.");
    answers.when("capital of Germany").with("schema", true).answer("{\"city\": \"Berlin\"}");
    answers.when("capital of Germany").answer("The capital of Germany is Berlin.");
    answers.when("this message will fail").behave("fail", 0);
    answers.when("hello").answer("Hello to you!");
  }

  private static void tools(ScriptedAnswers answers) {
    answers
        .when("weather in Munich and time in France")
        .last("<tool_response>\nsunny.*<tool_response>\n14:35")
        .answer("It is sunny in Munich, and 14:35 in France.");
    answers
        .when("weather in Munich and time in France")
        .calls(
            List.of(
                Map.of("name", "getWeather", "arguments", Map.of("city", "Munich")),
                Map.of("name", "getTime", "arguments", Map.of("country", "France"))));
    answers
        .when("weather in Munich")
        .last("<tool_response>")
        .with("schema", true)
        .answer("{\"weather\": \"sunny\"}");
    answers.when("weather in Munich").last("<tool_response>").answer("It is sunny in Munich.");
    answers.when("weather in Munich").call("getWeather", Map.of("city", "Munich"));
    answers.when("time now").last("<tool_response>").answer("It is 10:14 now.");
    answers.when("time now").call("get_current_time", Map.of());
    answers
        .when("I live in Munich")
        .answer("{\"name\": \"getWeather\", \"arguments\": {\"city\": \"Munich\"}}");
  }
}
