@echo off
rem Starts fangpin inside WSL 2 (Linux in Windows). Windows alone cannot run the server; see the readme.
cd /d "%~dp0"
wsl.exe --status >nul 2>&1
if errorlevel 1 (
  echo WSL 2 is needed on Windows; ask IT, or put fangpin on a Linux machine and open it in a browser.
  echo Read the readme in this folder.
  pause
  exit /b 1
)
wsl.exe -e sh ./start.sh %*
pause
