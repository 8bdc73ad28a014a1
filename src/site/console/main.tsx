import { render } from "preact";
import "../shared/theme.css";
import "./console.css";
import { App } from "./app";

const place = document.getElementById("console");
if (place) render(<App />, place);
